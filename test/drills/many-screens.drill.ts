import type { LiveStage } from '../../bench/live.js';
import type { Drill } from './drill.js';
import { drillStore } from '../support/drill-store.js';
import { onLiveStage } from './live-stage.js';

const STALE_MS = 30_000;
const LATE_MS = 2_000;
const CHANGE_EVERY_MS = 1_000;

/** One approval per second; messages received by the sockets, and whether all reach the last `seq`. */
async function season(stage: LiveStage, changes: number, limitMs: number) {
  const sentAt: Record<number, number> = {};
  let seq = 0;
  for (let n = 0; n < changes; n += 1) {
    const started = performance.now();
    const asked = performance.timeOrigin + started;
    seq = await stage.server.call<number>('approve');
    sentAt[seq] = asked;
    await new Promise((resolve) => setTimeout(resolve, CHANGE_EVERY_MS - (performance.now() - started)));
  }
  const right = await Promise.race([
    stage.reached(seq).then(() => true),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), limitMs)),
  ]);
  return { right, ...(await stage.heard(sentAt)) };
}

export const manyScreens: Drill = {
  name: 'many-screens',
  promise: 'many screens watch one board: none is dropped, and all show the right board',
  target: `0 dropped, all at the right version, p99 ≤ ${LATE_MS / 1000} s, never older than ${STALE_MS / 1000} s`,
  quick: false,
  async run(_seed, smoke, minutes) {
    const screens = smoke ? 100 : minutes === undefined ? 1_000 : 10_000;
    const changes = smoke ? 5 : minutes === undefined ? 30 : minutes * 60;
    const real = await onLiveStage(
      async (stage) => {
        await stage.open(screens);
        return season(stage, changes, STALE_MS);
      },
      await drillStore(),
    );
    const control = await onLiveStage(async (stage) => {
      await stage.open(10);
      await stage.server.call('takeAway', { what: 'saying' });
      return season(stage, 2, LATE_MS);
    });
    const { right, lost, sockets, p99, slowest, watches } = real;
    return {
      figure: `${sockets} screens, ${changes} approvals: ${lost} dropped, ${right ? 'all' : 'not all'} at the right version, p99 ${Math.round(p99)} ms, slowest ${Math.round(slowest)} ms, ${watches - screens} boards loaded again`,
      holds: right && lost === 0 && sockets === screens && p99 <= LATE_MS && slowest <= STALE_MS,
      control: {
        kind: 'taken away',
        figure: `changes that are not sent: ${control.right ? 'all' : 'not all'} at the right version`,
        fails: !control.right,
      },
    };
  },
};
