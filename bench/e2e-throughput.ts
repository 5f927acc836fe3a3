import { profiled } from './bound.js';
import { speeds } from './append.js';
import { CHALLENGE, claimOf, openWorld } from '../test/support/world.js';
import type { Ground } from './ground.js';
import { load } from './http-load.js';
import { byTurns, mustHold, type Bench } from './measure.js';
import { RpcProcess } from './rpc-process.js';
import { LOGGING, RestartableServer } from '../test/support/server-process.js';

const COLLEGES = 30;
const SCREENS = 100;
const OURS_EACH = 2_000;
const NAIVE_EACH = 300;
const SMOKE_EACH = 100;
/** Base and one point for each of the seven that were helped. */
const POINTS_EACH = 8;
const GIVE_UP_MS = 60_000;

interface Side {
  url: string;
  cookie: string;
  each: number;
  screens: RpcProcess;
  submit(first: number, count: number): Promise<void>;
  /** Approvals in the history. */
  approved(): Promise<number>;
  stop(): Promise<void>;
}

async function ours(ground: Ground): Promise<Side> {
  const { appUrl, adminUrl } = await ground.database();
  const server = await RestartableServer.start({ ...LOGGING, DATABASE_URL: appUrl, DATABASE_ADMIN_URL: adminUrl });
  const { url } = server;
  const screens = RpcProcess.start('screens.ts');
  const stop = async () => {
    await screens.stop();
    await server.remove();
  };
  try {
    const { organiser, reviewers } = await openWorld(url, server.token, { colleges: COLLEGES });
    const headers = { cookie: organiser.cookie };
    const reviewer = reviewers[0]!;
    const { cookie } = reviewer;
    const body = JSON.stringify(claimOf('college-{m}'));
    await screens.call('open', { url, count: SCREENS, challengeId: CHALLENGE });
    return {
      url,
      cookie,
      each: ground.smoke ? SMOKE_EACH : OURS_EACH,
      screens,
      stop,
      async submit(first, count) {
        const path = '/api/actions/action-{n}';
        await load({ url, method: 'PUT', path, headers, body, first, count, modulo: COLLEGES, status: 201 });
      },
      async approved() {
        const { rows } = await reviewer.call<{ rows: { actions: number }[] }>(
          'GET',
          `/api/challenges/${CHALLENGE}/standings`,
        );
        return rows.reduce((sum, { actions }) => sum + actions, 0);
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function naive(ground: Ground): Promise<Side> {
  const { adminUrl } = await ground.database();
  const server = RpcProcess.start('naive-server.ts');
  const screens = RpcProcess.start('screens.ts');
  const stop = async () => {
    await screens.stop();
    await server.stop();
  };
  try {
    const { url, cookie } = await server.call<{ url: string; cookie: string }>('open', { url: adminUrl });
    await screens.call('open', { url, count: SCREENS });
    return {
      url,
      cookie,
      each: ground.smoke ? SMOKE_EACH : NAIVE_EACH,
      screens,
      stop,
      submit: (first, count) => server.call('submit', { first, count, colleges: COLLEGES }),
      approved: () => server.call('approved'),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Approvals a second from the first request until the last screen shows all of them. What is to be approved is filed beforehand. */
function approving({ url, cookie, each, screens, submit, approved }: Side) {
  let made = 0;
  return async (): Promise<number> => {
    await submit(made, each);
    const body = JSON.stringify({ verified: { beneficiaries: POINTS_EACH - 1 } });
    const asked = { url, method: 'POST', path: '/api/actions/action-{n}/approve', headers: { cookie }, body };
    const start = performance.now();
    await load({ ...asked, first: made, count: each });
    made += each;
    await screens.call('shown', { points: made * POINTS_EACH, withinMs: GIVE_UP_MS });
    const seconds = (performance.now() - start) / 1_000;
    const stored = await approved();
    mustHold(stored === made, `${made} approvals were acknowledged, ${stored} are stored`);
    return each / seconds;
  };
}

/** From the POST through the durable append to a hundred sockets, as a whole. */
export const throughputOnScreens: Bench = {
  name: 'e2e.throughput',
  metric: `approvals/s, 64 connections, until all of ${SCREENS} sockets show them`,
  anchor:
    'Nest on Express with TypeORM and io.emit: a locked append, a total, a ranked query, the whole board to everybody',
  target: { atLeast: 10 },
  bound: profiled(
    '2026-11-25',
    'an approval costs the server 0.27 to 0.44 ms of processor time, PostgreSQL 0.20 to 0.30 and those who ask and watch 0.15, on two processors; by profile 15 % of the time of the server are writes to sockets and connections, 10 % the collection of garbage, and no file of this project more than 3 %',
  ),
  async run(ground) {
    const mine = await ours(ground);
    try {
      const theirs = await naive(ground);
      try {
        const [own, other] = [approving(mine), approving(theirs)];
        if (!ground.smoke) {
          await own();
          await other();
        }
        const rounds = await byTurns(ground, own, other);
        return { rounds, figures: speeds(rounds, 'approvals/s') };
      } finally {
        await theirs.stop();
      }
    } finally {
      await mine.stop();
    }
  },
};
