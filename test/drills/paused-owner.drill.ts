import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DecidingLoad } from './deciding-load.js';
import { type Drill, random, until } from './drill.js';
import type { RestartableServer } from '../support/server-process.js';
import { drillStore } from '../support/drill-store.js';
import { SeveralServers, stateOf } from './several-servers.js';

const TAKEOVER_MS = 10_000;
const CONTROLS = 4;
const OPEN_BEFORE = `SELECT count(*) > 0 AS open FROM pg_stat_activity
  WHERE datname = current_database() AND backend_type = 'client backend' AND xact_start <= $1`;

/**
 * Commits of a server whose lease another server had taken over. A commit sent before the pause is known to it only
 * after it wakes. It counts only if its transaction was still `open` in the database meanwhile.
 */
function commitsUnder(server: RestartableServer, epoch: number, since: number, open: boolean): number {
  const lines = readFileSync(path.join(server.dataDir, 'commits'), 'utf8').trim().split('\n');
  return lines.filter((line) => {
    const [begun, done, under] = line.split(' ').map(Number) as [number, number, number];
    return under === epoch && (open ? done : begun) >= since;
  }).length;
}

/** Stops the process that projects while there is load, lets another take over, and wakes it. */
async function rounds(count: number, draw: () => number, failAt: string, store: Record<string, string> = {}) {
  const entry = 'test/drills/failing-server.ts';
  const all = await SeveralServers.start(2, { ...store, FAIL_AT: failAt }, { entry });
  let paused: RestartableServer | null = null;
  try {
    let [written, slowest] = [0, 0];
    const load = await DecidingLoad.open(
      () => (all.servers.find((server) => server !== paused) ?? all.servers[0]!).url,
    );
    load.start(4);
    for (let round = 0; round < count; round += 1) {
      const before = load.approved.length;
      await until('load', () => load.approved.length >= before + 4);
      await pause(draw() * 500);
      const owner = (await all.projecting())!;
      const [row] = await all.query<{ epoch: number }>('SELECT epoch FROM read_model.lease');
      paused = owner;
      process.kill(owner.pid, 'SIGSTOP');
      const stopped = new Date().toISOString();
      slowest = Math.max(slowest, await all.takeover(owner));
      const more = load.approved.length;
      await until('load', () => load.approved.length >= more + 4);
      const [{ open }] = (await all.query<{ open: boolean }>(OPEN_BEFORE, [stopped])) as [{ open: boolean }];
      const woken = Date.now();
      process.kill(owner.pid, 'SIGCONT');
      paused = null;
      const end = load.approved.length + 20;
      await until('load', () => load.approved.length >= end);
      const writes = () => commitsUnder(owner, row!.epoch, woken, open) > 0;
      if (failAt === 'no-fence') await until('a commit', writes, 20_000).catch(() => undefined);
      written += commitsUnder(owner, row!.epoch, woken, open);
      if (failAt !== 'no-fence') await until('that it follows', async () => (await stateOf(owner))?.state === 'live');
    }
    await load.stop();
    const states = await Promise.all(all.servers.map((server) => stateOf(server)));
    return { written, slowest, owners: states.filter((state) => state?.projects).length, ...(await all.verify()) };
  } finally {
    if (paused) process.kill(paused.pid, 'SIGCONT');
    await all.remove();
  }
}

export const pausedOwner: Drill = {
  name: 'paused-owner',
  promise: 'a paused leader that wakes after a takeover writes nothing',
  target: `commits under the lost lease 0, another projects ≤ ${TAKEOVER_MS / 1000} s, read models equal the history`,
  quick: false,
  async run(seed, smoke) {
    const draw = random(seed);
    const count = smoke ? 1 : 8;
    const real = await rounds(count, draw, 'count-commits', await drillStore());
    // It may learn of the take-over before its next write. The fence is then not tested, so it is paused once more.
    let unfenced = await rounds(1, draw, 'no-fence');
    for (let n = 1; n < CONTROLS && unfenced.written === 0; n += 1) unfenced = await rounds(1, draw, 'no-fence');
    return {
      figure: `stopped ${count} times: ${real.written} commits under a lost lease, another projects after ≤ ${real.slowest} ms, then ${real.owners} projects; ${real.lastLine}`,
      holds: real.written === 0 && real.slowest <= TAKEOVER_MS && real.owners === 1 && real.agrees,
      control: {
        kind: 'taken away',
        figure: `without the fence: ${unfenced.written} commits; ${unfenced.lastLine}`,
        fails: unfenced.written > 0,
      },
    };
  },
};
