import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import type { AccountDirectory } from '../../src/accounts/account-directory.js';
import { PostgresSessions } from '../../src/accounts/sessions.repository.js';
import { SystemClock } from '../../src/config/clock.js';
import type { AppConfig } from '../../src/config/environment.js';
import { metrics } from '../../src/observability/metrics.js';
import { ServerLog } from '../../src/observability/server-log.js';
import { startTestPostgres, type TestPostgres } from '../support/postgres.js';

const LISTENING = `FROM pg_stat_activity
  WHERE datname = current_database() AND application_name = 'qorzhyn sockets' AND query LIKE 'LISTEN %'`;

describe('notices of ended sessions', () => {
  let postgres: TestPostgres;
  let watcher: Client;
  let url: string;
  const processes: PostgresSessions[] = [];

  beforeAll(async () => {
    postgres = await startTestPostgres();
    const database = await postgres.createDatabase();
    url = database.appUrl;
    watcher = new Client({ connectionString: url });
    await watcher.connect();
  }, 60_000);
  afterAll(async () => {
    await Promise.all(processes.map((sessions) => sessions.onApplicationShutdown()));
    await watcher?.end();
    await postgres?.stop();
  });

  const start = (): PostgresSessions => {
    const database = { options: { url }, query: (sql: string, values: unknown[]) => watcher.query(sql, values) };
    const sessions = new PostgresSessions(
      database as unknown as DataSource,
      {} as AccountDirectory,
      new SystemClock(),
      { DATABASE_URL: url } as AppConfig,
      new ServerLog('silent'),
    );
    processes.push(sessions);
    sessions.onApplicationBootstrap();
    return sessions;
  };
  /** Waits until every process listens on a new connection. */
  const listening = async (before: readonly number[] = []) => {
    for (;;) {
      const { rows } = await watcher.query<{ pid: number }>(`SELECT pid ${LISTENING} ORDER BY pid`);
      const pids = rows.map(({ pid }) => pid);
      if (pids.length === processes.length && pids.every((pid) => !before.includes(pid))) return pids;
      await pause(50);
    }
  };

  test('reach the other process while PostgreSQL ends its connections', async () => {
    const [one, other] = [start(), start()];
    const received: string[] = [];
    let wake = () => {};
    other.onSessionEnded((session) => {
      received.push(session);
      wake();
    });
    let pids = await listening();
    for (const what of ['first', 'second', 'third', 'fourth']) {
      const arrived = new Promise<void>((done) => (wake = done));
      one.tellEnded(what);
      await arrived;
      await watcher.query(`SELECT pg_terminate_backend(pid) ${LISTENING}`);
      pids = await listening(pids);
    }
    expect(received).toEqual(['first', 'second', 'third', 'fourth']);
    const faults = await metrics.getSingleMetric('qorzhyn_socket_link_faults_total')!.get();
    expect(faults.values[0]!.value).toBeGreaterThanOrEqual(8);
  }, 60_000);
});
