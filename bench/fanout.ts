import { type Bound, profiled } from './bound.js';
import type { Ground } from './ground.js';
import { withStages, type Kind, type LiveStage } from './live-stage.js';
import { byTurns, median, mustHold, rounded, type Bench, type Round } from './measure.js';

const OURS = 'of the whole server, from the doorbell of a commit to the socket';
const SMOKE_SOCKETS = 50;

/** The room may speak again by then: nothing waits for that. Many sockets take longer than a tenth of a second to reach. */
const restOf = (sockets: number) => (sockets > 2_000 ? 400 : 105);

async function stageBoth(ground: Ground, ours: LiveStage, anchor: LiveStage, sockets: number) {
  const count = ground.smoke ? SMOKE_SOCKETS : sockets;
  for (const stage of [ours, anchor]) {
    await stage.open(count);
    await stage.changes(ground.smoke ? 2 : 40, restOf(count));
    await stage.rest(ground.smoke ? 200 : 2_000);
  }
  return count;
}

function cpu(name: string, sockets: number, peer: Kind, anchor: string, atMost: number, bound: Bound): Bench {
  return {
    name,
    metric: `processor time of a delivery to ${sockets} sockets, a change of 200 B, ${OURS}, less what it uses when nothing changes`,
    anchor,
    target: { atMost },
    bound,
    run: (ground) =>
      withStages(ground, ['ours', peer], async (ours, other) => {
        const count = await stageBoth(ground, ours, other, sockets);
        const changes = Math.max(3, Math.round((2 * ground.seconds * 1_000) / restOf(count)));
        const microseconds = async (stage: LiveStage) => {
          const { perDelivery, report } = await stage.changes(changes, restOf(count));
          mustHold(report.watches === (stage.kind === 'preFramed' ? 0 : count), 'a socket asked for its board again');
          return perDelivery * 1_000;
        };
        const rounds = await byTurns(
          ground,
          () => microseconds(ours),
          () => microseconds(other),
        );
        return { rounds, figures: { sockets: count, 'changes a round': changes, ...sides(rounds, 'µs') } };
      }),
  };
}

const sides = (rounds: readonly Round[], unit: string) => ({
  [`ours ${unit}`]: rounded(median(rounds.map(({ ours }) => ours))),
  [`anchor ${unit}`]: rounded(median(rounds.map(({ anchor }) => anchor))),
});

const WS = 'ws writing one ready frame, without authentication, rooms and pings';
const STOCK = 'socket.io, emit to all, without authentication and metrics';

const WS_BOUND = profiled(
  '2026-11-25',
  "with 1,000 sockets two thirds of the processor time are the kernel's; the anchor's own loop over connections that socket.io made, without Nest, costs 1.14 of the anchor, and so does the whole server when it writes past the streams of Node and looks at no socket; a change to a single socket costs 0.9 ms to the anchor's 0.3: code that has lain still since the last one",
);
const STOCK_BOUND = profiled(
  '2026-11-25',
  "with 1,000 sockets two thirds of the processor time are the kernel's; a change to a single socket costs 0.9 ms, which 1,000 deliveries share and 10,000 hardly feel; a loop that looks at no socket costs no less than ours",
);

export const fanoutCpu = [
  cpu('fanout.cpu.1k', 1_000, 'preFramed', WS, 1.15, WS_BOUND),
  cpu('fanout.cpu.10k', 10_000, 'preFramed', WS, 1.15, WS_BOUND),
];
export const fanoutPeer = [
  cpu('fanout.peer.1k', 1_000, 'stock', STOCK, 0.75, STOCK_BOUND),
  cpu('fanout.peer.10k', 10_000, 'stock', STOCK, 0.75, STOCK_BOUND),
];

export const fanoutP99: Bench = {
  name: 'fanout.p99',
  metric: `change → 1,000 sockets, ten a second, p99, ${OURS}`,
  anchor: WS,
  target: { atMost: 1.4 },
  run: (ground) =>
    withStages(ground, ['ours', 'preFramed'], async (ours, anchor) => {
      await stageBoth(ground, ours, anchor, 1_000);
      const changes = ground.seconds * 10;
      const p99 = async (stage: LiveStage) => (await stage.changes(changes, restOf(1_000))).report.p99;
      const rounds = await byTurns(
        ground,
        () => p99(ours),
        () => p99(anchor),
      );
      return { rounds, figures: { sockets: ours.count, 'changes a round': changes, ...sides(rounds, 'ms') } };
    }),
};
