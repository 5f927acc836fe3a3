import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { io } from 'socket.io-client';
import { ApiClient } from '../src/cli/demo/world.js';
import { startBrowser } from '../test/support/browser.js';
import { drillStore } from '../test/support/drill-store.js';
import { LOGGING, RestartableServer } from '../test/support/server-process.js';
import { CHALLENGE, claimOf, collegeOf, openWorld } from '../test/support/world.js';
import { type Bench, byTurns, type BenchContext, inParts, mustHold, percentile, rounded, speeds } from './harness.js';
import { load } from './http.js';
import { instant, RpcProcess } from './rpc-process.js';

const COLLEGES = 30;
const APPROVALS = 300;
const SMOKE_APPROVALS = 10;
/** Four a second: a board sends at most ten, so each of these finds it at rest. */
const APART_MS = 250;
const GIVE_UP_MS = 20_000;

interface Changed {
  changes: { collegeId: string; points: number }[];
}

/** One socket that watches; `next` resolves with the next change that reaches it. */
async function watch(url: string) {
  const socket = io(`${url}/live`, { transports: ['websocket'], forceNew: true });
  const waiting: ((changed: Changed) => void)[] = [];
  let heard = 0;
  socket.on('standings:changed', (changed: Changed) => {
    heard += 1;
    waiting.shift()?.(changed);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  await socket.emitWithAck('standings:watch', { challengeId: CHALLENGE, board: 'total' });
  return {
    heard: () => heard,
    next: () =>
      new Promise<Changed>((resolve, reject) => {
        const giveUp = setTimeout(() => reject(new Error('no change reached the socket')), GIVE_UP_MS);
        waiting.push((changed) => {
          clearTimeout(giveUp);
          resolve(changed);
        });
      }),
    close: () => void socket.disconnect(),
  };
}

async function submitted(organiser: ApiClient, collegeId: string): Promise<string> {
  const actionId = randomUUID();
  await organiser.call('PUT', `/api/actions/${actionId}`, claimOf(collegeId));
  return actionId;
}

/** The measuring process has both ends: it sends the request, gets the response and receives the change on a socket. */
export const latencyOnSocket: Bench = {
  name: 'e2e.latency',
  metric: 'approve → change on a socket, p50, four approvals a second',
  anchor: 'approve → answer after the durable append, p50, of the same approvals',
  target: { atMost: 3 },
  async run(context) {
    const server = await RestartableServer.start({ ...LOGGING, ...(await drillStore()) });
    try {
      const { organiser, reviewers } = await openWorld(server.url, server.token, { colleges: COLLEGES });
      const reviewer = reviewers[0]!;
      const socket = await watch(server.url);
      const commits: number[] = [];
      const seen: number[] = [];
      for (let round = 0; round < (context.smoke ? SMOKE_APPROVALS : APPROVALS); round += 1) {
        const collegeId = collegeOf(round % COLLEGES);
        const actionId = await submitted(organiser, collegeId);
        await pause(APART_MS);
        const change = socket.next();
        const start = performance.now();
        const arrival = change.then((changed) => ({ changed, ms: performance.now() - start }));
        await reviewer.call('POST', `/api/actions/${actionId}/approve`, { verified: { beneficiaries: 7 } });
        commits.push(performance.now() - start);
        const { changed, ms } = await arrival;
        mustHold(
          changed.changes.some((row) => row.collegeId === collegeId),
          `the change after the approval of ${collegeId} does not tell of it`,
        );
        seen.push(ms);
      }
      mustHold(socket.heard() === seen.length, `${seen.length} approvals brought ${socket.heard()} changes`);
      socket.close();
      return {
        rounds: inParts(seen, commits, context.rounds),
        figures: {
          approvals: seen.length,
          'socket p50 ms': rounded(percentile(seen, 0.5)),
          'socket p99 ms': rounded(percentile(seen, 0.99)),
          'answer p50 ms': rounded(percentile(commits, 0.5)),
          'answer p99 ms': rounded(percentile(commits, 0.99)),
        },
      };
    } finally {
      await server.remove();
    }
  },
};

const SCREENS = 100;
const OURS_EACH = 2_000;
const NAIVE_EACH = 300;
const SMOKE_EACH = 100;
/** One point for each beneficiary. */
const POINTS_EACH = 8;
const THROUGHPUT_GIVE_UP_MS = 60_000;

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

async function ours(context: BenchContext): Promise<Side> {
  const { appUrl, adminUrl } = await context.database();
  const server = await RestartableServer.start({
    ...LOGGING,
    ...(await drillStore()),
    DATABASE_URL: appUrl,
    DATABASE_ADMIN_URL: adminUrl,
  });
  const { url } = server;
  const screens = RpcProcess.start('live-client.ts');
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
    await screens.call('openScreens', { url, count: SCREENS, challengeId: CHALLENGE });
    return {
      url,
      cookie,
      each: context.smoke ? SMOKE_EACH : OURS_EACH,
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

async function naive(context: BenchContext): Promise<Side> {
  const { adminUrl } = await context.database();
  const server = RpcProcess.start('naive-server.ts');
  const screens = RpcProcess.start('live-client.ts');
  const stop = async () => {
    await screens.stop();
    await server.stop();
  };
  try {
    const { url, cookie } = await server.call<{ url: string; cookie: string }>('open', { url: adminUrl });
    await screens.call('openScreens', { url, count: SCREENS });
    return {
      url,
      cookie,
      each: context.smoke ? SMOKE_EACH : NAIVE_EACH,
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

/** Submits the actions before the approvals are measured. */
function approving({ url, cookie, each, screens, submit, approved }: Side) {
  let made = 0;
  return async (): Promise<number> => {
    await submit(made, each);
    const body = JSON.stringify({ verified: { beneficiaries: POINTS_EACH } });
    const asked = { url, method: 'POST', path: '/api/actions/action-{n}/approve', headers: { cookie }, body };
    const start = performance.now();
    await load({ ...asked, first: made, count: each });
    made += each;
    const order = { points: made * POINTS_EACH, withinMs: THROUGHPUT_GIVE_UP_MS };
    const missed = await screens.call<number>('shown', order);
    const seconds = (performance.now() - start) / 1_000;
    mustHold(missed === 0, `${missed} changes never came to a screen before its heartbeat`);
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
  target: { atLeast: 8 },
  async run(context) {
    const mine = await ours(context);
    try {
      const theirs = await naive(context);
      try {
        const [own, other] = [approving(mine), approving(theirs)];
        if (!context.smoke) {
          await own();
          await other();
        }
        const rounds = await byTurns(context, own, other);
        return { rounds, figures: speeds(rounds, 'approvals/s') };
      } finally {
        await theirs.stop();
      }
    } finally {
      await mine.stop();
    }
  },
};

const SCREEN_COLLEGES = 3;
const ROUNDS = 200;
const SMOKE_ROUNDS = 5;
/** Longer than a row travels and the screen waits before the next: each approval finds a screen at rest. */
const REST_MS = 1_000;

// Texts, because these run in the page: the server's program knows no DOM.
const ORDER = "[...document.querySelectorAll('[data-college]')].map((row) => row.dataset.college)";
const order = (page: Page) => page.evaluate<string[]>(ORDER);

/** Starts to wait in the page; the promise gives the instant at which its rows stood in this order. */
async function whenOrdered(page: Page, wanted: readonly string[]): Promise<() => Promise<number>> {
  await page.evaluate(`void (window.ordered = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('the screen never showed ' + ${JSON.stringify(wanted.join())} + ' but ' + ${ORDER}.join())), ${GIVE_UP_MS});
    const look = () => {
      if (${ORDER}.join() !== ${JSON.stringify(wanted.join())}) return;
      watcher.disconnect();
      resolve(performance.timeOrigin + performance.now());
    };
    const watcher = new MutationObserver(look);
    watcher.observe(document.body, { childList: true, subtree: true, attributes: true, characterData: true });
    look();
  }))`);
  return () => page.evaluate<number>('window.ordered');
}

/** Time from the POST of an approval to the new order in the hall screen's DOM. Each approval lifts the last college. */
export const approvalOnScreen: Bench = {
  name: 'e2e.screen',
  metric: 'approve → order on the screen, p50',
  anchor: 'approve → answer, p50',
  target: { atMost: 5 },
  async run(context) {
    const { smoke } = context;
    const server = await RestartableServer.start({ ...LOGGING, ...(await drillStore()) });
    const browser = await startBrowser();
    try {
      const { organiser, reviewers } = await openWorld(server.url, server.token, { colleges: SCREEN_COLLEGES });
      const reviewer = reviewers[0]!;
      const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
      await page.goto(`${server.url}/screen/${CHALLENGE}`);
      const points = new Map<string, number>(Array.from({ length: SCREEN_COLLEGES }, (_, n) => [collegeOf(n), 0]));
      const commits: number[] = [];
      const screens: number[] = [];
      for (let round = 0; round < (smoke ? SMOKE_ROUNDS : ROUNDS); round += 1) {
        const before = await order(page);
        const riser = before.at(-1)!;
        const gain = Math.max(...points.values()) - points.get(riser)! + 1;
        points.set(riser, points.get(riser)! + gain);
        const actionId = randomUUID();
        await organiser.call('PUT', `/api/actions/${actionId}`, claimOf(riser));
        await pause(REST_MS);
        const wanted = [...points]
          .sort((a, b) => b[1] - a[1] || before.indexOf(a[0]) - before.indexOf(b[0]))
          .map(([id]) => id);
        const seen = await whenOrdered(page, wanted);
        const start = instant();
        await reviewer.call('POST', `/api/actions/${actionId}/approve`, { verified: { beneficiaries: gain } });
        commits.push(instant() - start);
        screens.push((await seen()) - start);
      }
      const { rows } = await organiser.call<{ rows: { collegeId: string }[] }>(
        'GET',
        `/api/challenges/${CHALLENGE}/standings`,
      );
      const shown = await order(page);
      if (shown.join() !== rows.map(({ collegeId }) => collegeId).join())
        throw new Error(
          `the screen shows ${shown.join()}, the board is ${rows.map(({ collegeId }) => collegeId).join()}`,
        );
      return {
        rounds: inParts(screens, commits, context.rounds),
        figures: {
          approvals: screens.length,
          'screen p50 ms': rounded(percentile(screens, 0.5)),
          'screen p99 ms': rounded(percentile(screens, 0.99)),
          'answer p50 ms': rounded(percentile(commits, 0.5)),
          'answer p99 ms': rounded(percentile(commits, 0.99)),
        },
      };
    } finally {
      await browser.close();
      await server.remove();
    }
  },
};
