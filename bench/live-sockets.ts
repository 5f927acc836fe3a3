import { profiled } from './bound.js';
import { setTimeout as pause } from 'node:timers/promises';
import type { Ground } from './ground.js';
import { LiveStage, withStages, type Kind, type Report } from './live-stage.js';
import { byTurns, median, mustHold, rounded, type Bench, type Round } from './measure.js';

const SOCKETS = 10_000;
const SMOKE_SOCKETS = 50;
/** A change comes while sockets are coming back. */
const AMIDST_MS = 300;
const STOCK = 'socket.io as it is installed, without authentication and metrics';

const countOf = ({ smoke }: Ground) => (smoke ? SMOKE_SOCKETS : SOCKETS);
const sides = (rounds: readonly Round[], unit: string) => ({
  [`ours ${unit}`]: rounded(median(rounds.map(({ ours }) => ours))),
  [`anchor ${unit}`]: rounded(median(rounds.map(({ anchor }) => anchor))),
});

/** KiB that each idle socket adds to a server that was just started: memory that was taken once is not given back. */
async function kibibytesEach(kind: Kind, ground: Ground): Promise<number> {
  const stage = await LiveStage.start(kind, ground);
  try {
    const count = countOf(ground);
    // What the first sockets bring with them is the server's, not theirs.
    await stage.open(Math.ceil(count / 50));
    const before = await stage.server.call<number>('memory');
    await stage.open(count);
    const after = await stage.server.call<number>('memory');
    mustHold((await stage.report()).sockets === stage.count, 'sockets were lost');
    return (after - before) / count / 1_024;
  } finally {
    await stage.stop();
  }
}

export const socketMemory: Bench = {
  name: 'socket.memory',
  metric: `memory (RSS) of each of ${SOCKETS} idle sockets that watch a board of the whole server`,
  anchor: STOCK,
  target: { atMost: 1.1 },
  async run(ground) {
    const rounds = await byTurns(
      ground,
      () => kibibytesEach('ours', ground),
      () => kibibytesEach('stock', ground),
    );
    return { rounds, figures: { sockets: countOf(ground), ...sides(rounds, 'KiB') } };
  },
};

/** Cuts every socket; ms until all are back and have the board with a change that came in between. */
async function storm(stage: LiveStage): Promise<number> {
  await stage.crowd.call('comeBack');
  await pause(AMIDST_MS);
  const seq = await stage.server.call<number>('approve');
  const ms = await stage.reached(seq);
  const report: Report = await stage.report();
  mustHold(report.sockets === stage.count && report.lost === 0, `sockets did not come back: ${JSON.stringify(report)}`);
  return ms;
}

export const socketStorm: Bench = {
  name: 'socket.storm',
  metric: `${SOCKETS} sockets are cut and come back at once, an action is approved meanwhile, all have the right board of the whole server`,
  anchor: `${STOCK}; its board lies in memory and changes there`,
  target: { atMost: 1.1 },
  bound: profiled(
    '2026-11-25',
    'the server uses 1.13 times the processor time of the anchor, though it writes to a socket three times to its four; by profile 43 % of it are the code of Node, ws, engine.io and socket.io, 22 % system calls, 16 % the collection of garbage, 3 % the way of Nest to the gateway and 3 % files of this project',
  ),
  run: (ground) =>
    withStages(ground, ['ours', 'stock'], async (ours, stock) => {
      await stock.server.call('setBoard', await ours.server.call('board'));
      for (const stage of [ours, stock]) {
        await stage.open(countOf(ground));
        await storm(stage);
      }
      const rounds = await byTurns(
        ground,
        () => storm(ours),
        () => storm(stock),
      );
      return { rounds, figures: { sockets: ours.count, ...sides(rounds, 'ms') } };
    }),
};
