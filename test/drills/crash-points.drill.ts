import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Standings } from '../../projections/standings/standings.contract.js';
import { BoardViewer } from '../support/board-viewer.js';
import { Balancer } from './balancer.js';
import { DecidingLoad } from './deciding-load.js';
import { type Drill, random, until } from './drill.js';
import { CHALLENGE } from '../support/world.js';
import type { RestartableServer } from '../support/server-process.js';
import { drillStore } from '../support/drill-store.js';
import { SeveralServers } from './several-servers.js';

const POINTS = ['after-append', 'mid-projection', 'before-checkpoint', 'after-checkpoint'];

/** Crashes at a point of a decision and restarts; the client retries its request. */
async function crash(server: RestartableServer, load: DecidingLoad, point: string): Promise<void> {
  const fail = path.join(server.dataDir, 'fail');
  await server.end('SIGTERM');
  server.env['FAIL_AT'] = point;
  await server.start();
  await load.one();
  writeFileSync(fail, '');
  const asked = load.one();
  await until(`the crash ${point}`, () => !server.isRunning);
  rmSync(fail);
  await server.start();
  await asked;
}

async function boardAt({ url }: RestartableServer, position: string): Promise<Standings> {
  let board: Standings | null = null;
  await until('the board', async () => {
    const answer = await fetch(`${url}/api/challenges/${CHALLENGE}/standings?atLeast=${position}`);
    board = answer.ok ? ((await answer.json()) as Standings) : null;
    return board !== null;
  });
  return board!;
}

async function drillAt(points: readonly string[], store: Record<string, string> = {}) {
  const all = await SeveralServers.start(1, store, { entry: 'test/drills/failing-server.ts' });
  const server = all.servers[0]!;
  const balancer = await Balancer.start(() => [server.url]);
  const screen = new BoardViewer(balancer.url, CHALLENGE);
  try {
    await until('the screen', () => screen.standings !== null);
    const load = await DecidingLoad.open(() => balancer.url);
    const seqs = [screen.seq];
    let [wrong, doubled] = [0, 0];
    for (const point of points) {
      await crash(server, load, point);
      const board = await boardAt(server, load.position);
      await until('the screen', () => isDeepStrictEqual(screen.standings, board), 10_000).catch(() => (wrong += 1));
      seqs.push(screen.seq);
      const counted = board.rows.reduce((sum, row) => sum + row.actions, 0);
      if (counted !== load.approved.length) doubled += 1;
    }
    const times = [...(await all.decisions()).values()];
    doubled += times.filter((count) => count !== 1).length;
    const rising = seqs.every((seq, n) => n === 0 || seq > seqs[n - 1]!);
    await server.end('SIGTERM');
    return { wrong, doubled, rising, lost: 2 * load.approved.length - times.length, ...(await all.verify()) };
  } finally {
    screen.end();
    await balancer.stop();
    await all.remove();
  }
}

export const crashPoints: Drill = {
  name: 'crash-points',
  promise: 'a crash anywhere between append and screen neither loses nor repeats a change',
  target: 'at each point: lost 0, doubled 0, screens wrong 0, read models equal the history',
  quick: false,
  async run(seed, smoke) {
    const draw = random(seed);
    const rounds = Array.from({ length: smoke ? 1 : 3 }, () => [...POINTS].sort(() => draw() - 0.5)).flat();
    const real = await drillAt(rounds, await drillStore());
    const torn = await drillAt(['torn']);
    return {
      figure: `${rounds.length} crashes at ${POINTS.length} points: lost ${real.lost}, doubled ${real.doubled}, screens wrong ${real.wrong}, numbers ${real.rising ? 'rise' : 'DO NOT RISE'}; ${real.lastLine}`,
      holds: real.lost + real.doubled + real.wrong === 0 && real.rising && real.agrees,
      control: {
        kind: 'taken away',
        figure: `checkpoint not in the transaction: ${torn.lastLine}`,
        fails: !torn.agrees,
      },
    };
  },
};
