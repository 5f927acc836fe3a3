import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { Cluster } from '../../src/postgres/embedded/cluster.js';
import { type Drill, NotRun, random, until } from './drill.js';
import { trustMemory } from './kill-database.drill.js';
import { Load } from './load.js';
import { LoopDisk } from './loop-disk.js';
import { cookieOf, openWorld } from '../support/world.js';
import { family, signalAll } from './processes.js';
import { RestartableServer } from '../support/server-process.js';

const CLIENTS = 16;
/** Cuts, and acknowledgements before each since the one before. */
const FEW = { times: 1, between: 4 * CLIENTS };
const MANY = { times: 8, between: 6_250 };
const LOAD_MS = 180_000;

/** Sums over several cuts; every action counts once. */
interface Cuts {
  promised: number;
  lost: Set<string>;
  doubled: Set<string>;
}

/** Cuts the power under load, so often, and looks for everything acknowledged before on the disk of each cut. */
async function cuts(
  disk: LoopDisk,
  server: RestartableServer,
  { times, between }: { times: number; between: number },
  draw: () => number,
): Promise<Cuts> {
  const load = new Load(server, await cookieOf(server.url, 'organiser'));
  const sum: Cuts = { promised: 0, lost: new Set(), doubled: new Set() };
  load.start(CLIENTS);
  try {
    for (let time = 0; time < times; time += 1) {
      const before = load.acknowledged;
      await until('load', () => load.acknowledged >= before + between, LOAD_MS);
      await pause(draw() * 1_000);
      const stopped = family(server.postmaster!);
      signalAll(stopped, 'SIGSTOP');
      let after: LoopDisk | null = null;
      let promised: string[];
      try {
        after = disk.cut(`cut-${time}`);
        promised = load.oracle.read();
      } finally {
        signalAll(stopped, 'SIGCONT');
      }
      try {
        const found = await submissions(path.join(after.folder, 'data'));
        sum.promised = promised.length;
        for (const id of promised) if (!found.has(id)) sum.lost.add(id);
        for (const [id, count] of found) if (count > 1) sum.doubled.add(id);
      } finally {
        after.unmount();
      }
    }
    return sum;
  } finally {
    await load.stop();
    load.oracle.remove();
  }
}

/** Rows that PostgreSQL has after its recovery on a disk. */
async function submissions(dataDir: string): Promise<Map<string, number>> {
  // Its process lives on beside the copy, which after a cut of the power it would not.
  rmSync(path.join(dataDir, 'postgres-18', 'data', 'postmaster.pid'), { force: true });
  const cluster = await Cluster.open(dataDir);
  await cluster.start();
  try {
    const client = new Client({ connectionString: cluster.url('qorzhyn_app', 'qorzhyn') });
    await client.connect();
    const { rows } = await client
      .query<{ id: string; times: string }>(
        `SELECT substr(stream, 8) AS id, count(*) AS times FROM history.events WHERE type = 'ActionSubmitted' GROUP BY stream`,
      )
      .finally(() => client.end());
    return new Map(rows.map(({ id, times }) => [id, Number(times)]));
  } finally {
    await cluster.stop();
  }
}

export const powerCut: Drill = {
  name: 'power-cut',
  promise: 'acknowledged writes are on the disk after a power cut',
  target: `lost 0, doubled 0 on every disk, of at least ${MANY.times * MANY.between} actions`,
  quick: false,
  async run(seed, smoke) {
    if (!existsSync('/proc/self/stat'))
      throw new NotRun('this system has no /proc to find the processes of PostgreSQL');
    const draw = random(seed);
    const disk = LoopDisk.make();
    let server: RestartableServer | null = null;
    try {
      server = await RestartableServer.start({}, path.join(disk.folder, 'data'));
      await openWorld(server.url, server.token);
      const rounds = smoke ? FEW : MANY;
      const real = await cuts(disk, server, rounds, draw);
      await trustMemory(server);
      const { url } = server;
      await until('readiness', async () => (await fetch(`${url}/api/health/ready`)).ok);
      const control = await cuts(disk, server, FEW, draw);
      const wanted = rounds.times * rounds.between;
      return {
        figure: `${rounds.times} cuts, ${real.promised} different actions acknowledged before them, lost ${real.lost.size}, doubled ${real.doubled.size}`,
        holds: real.lost.size + real.doubled.size === 0 && real.promised >= wanted,
        control: {
          kind: 'taken away',
          figure: `acknowledged before it is on the disk: lost ${control.lost.size} of ${control.promised}`,
          fails: control.lost.size > 0,
        },
      };
    } finally {
      await server?.remove();
      disk.remove();
    }
  },
};
