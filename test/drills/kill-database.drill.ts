import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { Cluster } from '../../src/postgres/embedded/cluster.js';
import { type Drill, NotRun, random, until } from './drill.js';
import { Load } from './load.js';
import { cookieOf, openWorld } from '../support/world.js';
import { family, signalAll } from './processes.js';
import { RestartableServer } from '../support/server-process.js';

const CLIENTS = 16;
const BACK_MS = 10_000;

async function rounds(server: RestartableServer, count: number, draw: () => number, goesOn = true) {
  const load = new Load(server, await cookieOf(server.url, 'organiser'), { again: true });
  let slowest = 0;
  load.start(CLIENTS);
  try {
    for (let round = 0; round < count; round += 1) {
      const before = load.acknowledged;
      await until('load', () => load.acknowledged >= before + 2 * CLIENTS);
      await pause(300 + draw() * 1_500);
      const killed = server.postmaster!;
      const killedAt = Date.now();
      signalAll(family(killed), 'SIGKILL');
      if (!goesOn) break;
      const again = load.acknowledged + CLIENTS;
      await until('the database', async () => server.postmaster !== killed && (await server.ready()));
      await until('new answers', () => load.acknowledged >= again);
      slowest = Math.max(slowest, Date.now() - killedAt);
    }
    await load.stop();
    return { ...(await load.compare()), slowest, statuses: load.statuses };
  } finally {
    await load.stop();
    load.oracle.remove();
  }
}

/** Lets PostgreSQL acknowledge what it has not written to the disk. */
export async function trustMemory(server: RestartableServer): Promise<void> {
  const cluster = await Cluster.open(server.dataDir);
  await cluster.start();
  const client = new Client({ connectionString: cluster.url('postgres', 'postgres') });
  await client.connect();
  await client.query('ALTER ROLE qorzhyn_app SET synchronous_commit = off');
  await client.query("ALTER SYSTEM SET wal_writer_delay = '10s'");
  await client.query("ALTER SYSTEM SET wal_writer_flush_after = '1GB'");
  await client.query('SELECT pg_reload_conf()');
  await client.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'qorzhyn_app'");
  await client.end();
}

export const killDatabase: Drill = {
  name: 'kill-database',
  promise: 'acknowledged writes are stored once when PostgreSQL is killed, and the server stays up',
  target: `lost 0, doubled 0, the server lives and writes again ≤ ${BACK_MS / 1000} s after the kill`,
  quick: false,
  async run(seed, smoke) {
    if (!existsSync('/proc/self/stat'))
      throw new NotRun('this system has no /proc to find the processes of PostgreSQL');
    const draw = random(seed);
    const server = await RestartableServer.start();
    try {
      await openWorld(server.url, server.token);
      const pid = server.pid;
      const real = await rounds(server, smoke ? 1 : 10, draw);
      const stays = server.isRunning && server.pid === pid;
      await trustMemory(server);
      await until('readiness', () => server.ready());
      const control = await rounds(server, 1, draw, false);
      const other = [...real.statuses.keys()].filter((status) => ![200, 201, 503].includes(status));
      return {
        figure: `${real.promised} acknowledged, lost ${real.lost}, doubled ${real.doubled}, writes again after ${real.slowest} ms, other answers ${other.join() || 'none'}`,
        holds: real.lost + real.doubled + other.length === 0 && stays && real.slowest <= BACK_MS,
        control: {
          kind: 'taken away',
          figure: `synchronous_commit off: lost ${control.lost} of ${control.promised}`,
          fails: control.lost > 0,
        },
      };
    } finally {
      await server.remove();
    }
  },
};
