import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { Client } from 'pg';
import { type Namespace, Server } from 'socket.io';
import type { DataSource } from 'typeorm';
import type { AppConfig } from '../../src/config/environment.js';
import { metrics } from '../../src/observability/metrics.js';
import { SocketCluster } from '../../src/http/sockets/socket-cluster.js';
import { startTestPostgres, type TestPostgres } from '../support/postgres.js';

const LISTENING = `FROM pg_stat_activity
  WHERE datname = current_database() AND application_name = 'qorzhyn sockets' AND query LIKE 'LISTEN %'`;

describe('SocketCluster', () => {
  let postgres: TestPostgres;
  let watcher: Client;
  let url: string;
  const servers: Server[] = [];

  beforeAll(async () => {
    Logger.overrideLogger(false);
    postgres = await startTestPostgres();
    const database = await postgres.createDatabase();
    url = database.appUrl;
    watcher = new Client({ connectionString: url });
    await watcher.connect();
  }, 60_000);
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.close()));
    await watcher?.end();
    await postgres?.stop();
  });

  const start = (): { cluster: SocketCluster; namespace: Namespace } => {
    const server = new Server(createServer());
    servers.push(server);
    const cluster = new SocketCluster({ DATABASE_URL: url } as AppConfig, { options: { url } } as DataSource);
    const namespace = server.of('/live');
    cluster.join(namespace);
    return { cluster, namespace };
  };
  /** Waits until every process listens on a new connection. */
  const listening = async (before: readonly number[] = []) => {
    for (;;) {
      const { rows } = await watcher.query<{ pid: number }>(`SELECT pid ${LISTENING} ORDER BY pid`);
      const pids = rows.map(({ pid }) => pid);
      if (pids.length === servers.length && pids.every((pid) => !before.includes(pid))) return pids;
      await pause(50);
    }
  };

  test('delivers messages while PostgreSQL ends its connections', async () => {
    const [one, other] = [start(), start()];
    const received: string[] = [];
    let wake = () => {};
    other.cluster.subscribe(other.namespace, 'session:ended', (body) => {
      received.push(body);
      wake();
    });
    let pids = await listening();
    for (const what of ['first', 'second', 'third', 'fourth']) {
      const arrived = new Promise<void>((done) => (wake = done));
      one.cluster.publish(one.namespace, 'session:ended', what);
      await arrived;
      await watcher.query(`SELECT pg_terminate_backend(pid) ${LISTENING}`);
      pids = await listening(pids);
    }
    expect(received).toEqual(['first', 'second', 'third', 'fourth']);
    const faults = await metrics.getSingleMetric('qorzhyn_socket_link_faults_total')!.get();
    expect(faults.values[0]!.value).toBeGreaterThanOrEqual(8);
  }, 60_000);
});
