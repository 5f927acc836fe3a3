import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { median, percentile } from '../../bench/harness.js';
import { RpcProcess } from '../../bench/rpc-process.js';
import { RestartableServer } from '../support/server-process.js';
import { CHALLENGE, openWorld, PASSWORD } from '../support/world.js';
import { type Drill, NotRun } from './drill.js';
import { rawRequest } from './raw-request.js';

const ADDRESSES = 20;
const RATIO = 3;
const READERS = 8;
const READ_EVERY_MS = 10;
const WATCH_MS = 5_000;
const OWNER_AFTER_MS = 300;

/** The p99 of the ms of board reads by a few readers, until `end` and for `WATCH_MS` at least. */
async function boardP99(url: string, end: Promise<unknown>): Promise<number> {
  const agent = new Agent({ keepAlive: true });
  const waits: number[] = [];
  let isOver = false;
  void end.then(() => (isOver = true));
  const started = performance.now();
  const reader = async () => {
    while (!isOver || performance.now() - started < WATCH_MS) {
      const asked = performance.now();
      const { status } = await rawRequest(url, `/api/challenges/${CHALLENGE}/standings?board=total`, { agent });
      waits.push(status === 200 ? performance.now() - asked : Infinity);
      await pause(READ_EVERY_MS);
    }
  };
  await Promise.all(Array.from({ length: READERS }, reader));
  agent.destroy();
  return percentile(waits, 0.99);
}

async function signInOwner(url: string) {
  const asked = performance.now();
  const body = JSON.stringify({ login: 'organiser', password: PASSWORD });
  const headers = { 'content-type': 'application/json' };
  const { status } = await rawRequest(url, '/api/session', { method: 'POST', headers, body });
  return { status, ms: Math.round(performance.now() - asked) };
}

interface Storms {
  quiet: number;
  busy: number;
  ratio: number;
  /** Guesses by the status of their answer; 0 = none. */
  answers: Record<string, number>;
  owner: { status: number; ms: number }[];
}

/** Reads boards of the quiet server and during storms, by turns. */
async function storms(url: string, crowd: RpcProcess, count: number, rounds: number): Promise<Storms> {
  const all = { quiet: [] as number[], busy: [] as number[], ratios: [] as number[] };
  const answers: Record<string, number> = {};
  const owner: Storms['owner'] = [];
  for (let n = 0; n < rounds; n += 1) {
    const quiet = await boardP99(url, Promise.resolve());
    const storm = crowd.call<Record<string, number>>('signIns', { url, count, addresses: ADDRESSES });
    const own = pause(OWNER_AFTER_MS).then(() => signInOwner(url));
    const busy = await boardP99(url, Promise.all([storm, own]));
    for (const [status, times] of Object.entries(await storm)) answers[status] = (answers[status] ?? 0) + times;
    owner.push(await own);
    all.quiet.push(quiet);
    all.busy.push(busy);
    all.ratios.push(busy / quiet);
  }
  return { quiet: median(all.quiet), busy: median(all.busy), ratio: median(all.ratios), answers, owner };
}

const isPolite = ({ answers }: Storms) => Object.keys(answers).every((status) => status === '401' || status === '429');

const figureOf = ({ quiet, busy, ratio, answers, owner }: Storms) =>
  `board p99 ${quiet.toFixed(1)} → ${busy.toFixed(1)} ms (× ${ratio.toFixed(1)}); ` +
  `${Object.entries(answers)
    .map(([status, times]) => `${times} × ${status}`)
    .join(', ')}; the right password ${owner.map(({ status, ms }) => `${status} after ${ms} ms`).join(', ')}`;

export const signInStorm: Drill = {
  name: 'sign-in-storm',
  promise: 'boards stay fast while thousands sign in at once, and people at known addresses get in',
  target: `board p99 ≤ ${RATIO} × that of the quiet server, every guess 401 or 429, every right password 200`,
  quick: false,
  async run(_seed, smoke) {
    if (process.platform !== 'linux') throw new NotRun('this system has no addresses beside 127.0.0.1 on its loopback');
    // One round says little on a machine that others use.
    const [count, rounds] = smoke ? [500, 3] : [2_000, 5];
    const server = await RestartableServer.start({ QORZHYN_LOGIN_FAILURES: '1000' });
    const crowd = RpcProcess.start('../test/drills/sign-in-crowd.ts');
    try {
      await openWorld(server.url, server.token);
      const real = await storms(server.url, crowd, count, rounds);
      await server.end('SIGTERM');
      await server.startWithout('every-hash');
      const control = await storms(server.url, crowd, count, 1);
      return {
        figure: `${rounds} × ${count} sign-ins from ${ADDRESSES} addresses: ${figureOf(real)}`,
        holds: real.ratio <= RATIO && isPolite(real) && real.owner.every(({ status }) => status === 200),
        control: {
          kind: 'taken away',
          figure: `every password hashed at once: ${figureOf(control)}`,
          fails: control.ratio > RATIO || !isPolite(control),
        },
      };
    } finally {
      await crowd.stop();
      await server.remove();
    }
  },
};
