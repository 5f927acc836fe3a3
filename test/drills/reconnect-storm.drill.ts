import type { LiveStage } from '../../bench/live.js';
import { percentile } from '../../bench/harness.js';
import type { Drill } from './drill.js';
import { drillStore } from '../support/drill-store.js';
import { onLiveStage } from './live-stage.js';

const SIGN_IN_MS = 2_000;

/** Every socket is cut and comes back, again and again, while somebody signs in; the p99 of signing in. */
async function signInDuring(
  stage: LiveStage,
  storms: number,
): Promise<{ p99: number; signIns: number; right: boolean }> {
  const { login, password } = await stage.server.call<{ login: string; password: string }>('person');
  const waits: number[] = [];
  let right = true;
  for (let n = 0; n < storms; n += 1) {
    await stage.crowd.call('comeBack');
    let isOver = false;
    const over = stage.server
      .call<number>('approve')
      .then((seq) => stage.reached(seq))
      .catch(() => void (right = false))
      .finally(() => (isOver = true));
    do {
      const asked = performance.now();
      const { status } = await fetch(`http://127.0.0.1:${stage.port}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ login, password }),
      });
      waits.push(status < 300 ? performance.now() - asked : Infinity);
    } while (!isOver);
    await over;
  }
  return { p99: percentile(waits, 0.99), signIns: waits.length, right };
}

export const reconnectStorm: Drill = {
  name: 'reconnect-storm',
  promise: 'people can sign in while all screens reconnect at once',
  target: `sign-in p99 ≤ ${SIGN_IN_MS / 1000} s, every screen has the right board`,
  quick: false,
  async run(_seed, smoke) {
    const sockets = smoke ? 200 : 10_000;
    const real = await onLiveStage(
      async (stage) => {
        await stage.open(sockets);
        return signInDuring(stage, smoke ? 2 : 5);
      },
      await drillStore(),
    );
    const control = await onLiveStage(async (stage) => {
      await stage.open(200);
      await stage.server.call('takeAway', { what: 'cheapDoor' });
      return signInDuring(stage, 1);
    });
    return {
      figure: `${sockets} sockets, ${real.signIns} sign-ins: p99 ${Math.round(real.p99)} ms, ${real.right ? 'all' : 'not all'} boards right`,
      holds: real.p99 <= SIGN_IN_MS && real.right,
      control: {
        kind: 'taken away',
        figure: `200 sockets whose authentication takes 30 ms each: p99 ${Math.round(control.p99)} ms`,
        fails: control.p99 > SIGN_IN_MS,
      },
    };
  },
};
