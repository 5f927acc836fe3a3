import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { Cluster } from '../../src/embedded/cluster.js';
import { type Drill, NotRun, random, until } from './drill.js';
import { trustMemory } from './kill-database.drill.js';
import { Load } from './load.js';
import { LoopDisk } from './loop-disk.js';
import { cookieOf, stage } from './people.js';
import { family, signalAll } from './processes.js';
import { DrillServer } from './server.js';

const CLIENTS = 16;

/** Cuts the power under load, so often, and counts what the disk of each cut lacks of what was acknowledged before it. */
async function cuts(disk: LoopDisk, server: DrillServer, times: number, draw: () => number) {
  const load = new Load(server, await cookieOf(server.url, 'organiser'));
  const sum = { promised: 0, lost: 0, doubled: 0 };
  load.start(CLIENTS);
  try {
    for (let time = 0; time < times; time += 1) {
      const before = load.acknowledged;
      await until('load', () => load.acknowledged >= before + 4 * CLIENTS);
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
        sum.promised += promised.length;
        sum.lost += promised.filter((id) => !found.has(id)).length;
        sum.doubled += [...found.values()].filter((count) => count > 1).length;
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

/** What PostgreSQL finds on a disk after it has recovered there. */
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
  promise: 'what was acknowledged is on the disk when the power goes',
  target: 'lost 0, doubled 0 on every disk',
  quick: false,
  async run(seed, smoke) {
    if (!existsSync('/proc/self/stat'))
      throw new NotRun('this system has no /proc to find the processes of PostgreSQL');
    const draw = random(seed);
    const disk = LoopDisk.make();
    let server: DrillServer | null = null;
    try {
      server = await DrillServer.start({}, path.join(disk.folder, 'data'));
      await stage(server.url, server.token);
      const times = smoke ? 1 : 8;
      const real = await cuts(disk, server, times, draw);
      await trustMemory(server);
      const { url } = server;
      await until('readiness', async () => (await fetch(`${url}/api/health/ready`)).ok);
      const control = await cuts(disk, server, 1, draw);
      return {
        figure: `${times} cuts, ${real.promised} acknowledged before them, lost ${real.lost}, doubled ${real.doubled}`,
        holds: real.lost + real.doubled === 0 && real.promised > 0,
        control: {
          figure: `acknowledged before it is on the disk: lost ${control.lost} of ${control.promised}`,
          fails: control.lost > 0,
        },
      };
    } finally {
      await server?.remove();
      disk.remove();
    }
  },
};
