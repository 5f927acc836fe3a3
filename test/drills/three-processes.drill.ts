import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Standings } from '../../projections/standings/standings.contract.js';
import { BoardViewer } from '../support/board-viewer.js';
import { Balancer } from './balancer.js';
import { DecidingLoad } from './deciding-load.js';
import { type Drill, random, until } from './drill.js';
import { CHALLENGE } from '../support/world.js';
import { drillStore } from '../support/drill-store.js';
import { SeveralServers } from './several-servers.js';

const TAKEOVER_MS = 5_000;

/** The board as every one of the servers shows it at a position; they must agree. */
async function boardOf(all: SeveralServers, position: string): Promise<Standings> {
  const boards = await Promise.all(
    all.servers.map(async ({ url }) => {
      let board: Standings | null = null;
      await until('the board of every server', async () => {
        const answer = await fetch(`${url}/api/challenges/${CHALLENGE}/standings?atLeast=${position}`);
        board = answer.ok ? ((await answer.json()) as Standings) : null;
        return board !== null;
      });
      return board!;
    }),
  );
  if (new Set(boards.map((board) => JSON.stringify(board))).size > 1)
    throw new Error('the servers show different boards');
  return boards[0]!;
}

const shows = (board: Standings) => (screen: BoardViewer) => isDeepStrictEqual(screen.standings, board);

export const threeProcesses: Drill = {
  name: 'three-processes',
  promise: 'any of three servers on one database may die: no write is lost or doubled, and every screen ends right',
  target: `lost 0, doubled 0, screens that differ from the board 0, another projects ≤ ${TAKEOVER_MS / 1000} s after a kill`,
  quick: false,
  async run(seed, smoke) {
    const draw = random(seed);
    const all = await SeveralServers.start(3, await drillStore());
    const balancer = await Balancer.start(() => all.servers.map(({ url }) => url));
    const watch = (count: number, reconnection: boolean) =>
      Array.from({ length: count }, () => new BoardViewer(balancer.url, CHALLENGE, { reconnection }));
    const [screens, forgetful] = [watch(smoke ? 30 : 200, true), watch(6, false)];
    const takeovers: number[] = [];
    try {
      await until('all screens', () => [...screens, ...forgetful].every(({ standings }) => standings !== null));
      const load = await DecidingLoad.open(() => balancer.url);
      load.start(6);
      for (let kill = 0; kill < (smoke ? 2 : 12); kill += 1) {
        const before = load.approved.length;
        await until('load', () => load.approved.length >= before + 6);
        await pause(draw() * 1_000);
        // The first to die is the one that projects, the others are drawn.
        const projecting = await all.projecting();
        const victim = kill === 0 && projecting ? projecting : all.servers[Math.floor(draw() * all.servers.length)]!;
        await victim.end('SIGKILL');
        if (victim === projecting) takeovers.push(await all.takeover(victim));
        await victim.start();
      }
      await load.stop();
      const board = await boardOf(all, load.position);
      const right = shows(board);
      await until('the screens', () => screens.every(right), 20_000).catch(() => undefined);
      const wrong = screens.filter((screen) => !right(screen)).length;
      const stale = forgetful.filter((screen) => !right(screen)).length;
      const times = await all.decisions();
      const isStored = (id: string) =>
        times.has(`ActionSubmitted action-${id}`) && times.has(`ActionApproved action-${id}`);
      const lost = load.approved.filter((id) => !isStored(id)).length;
      const doubled = [...times.values()].filter((count) => count > 1).length;
      const counted = board.rows.reduce((sum, { actions }) => sum + actions, 0);
      const once = counted === [...times.keys()].filter((name) => name.startsWith('ActionApproved')).length;
      const slowest = Math.max(...takeovers);
      return {
        figure: `${load.approved.length} acknowledged, lost ${lost}, doubled ${doubled}, on the board ${once ? 'each once' : counted}, screens different ${wrong} of ${screens.length}, another projects after ≤ ${slowest} ms`,
        holds: lost + doubled + wrong === 0 && once && slowest <= TAKEOVER_MS,
        control: {
          kind: 'not used',
          figure: `screens that do not reconnect: ${stale} of ${forgetful.length} differ`,
          fails: stale > 0,
        },
      };
    } finally {
      for (const screen of [...screens, ...forgetful]) screen.end();
      await balancer.stop();
      await all.remove();
    }
  },
};
