import { profiled } from './bound.js';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { startBrowser } from '../test/support/browser.js';
import { CHALLENGE, claimOf, collegeOf, openWorld } from '../test/support/world.js';
import { inParts, instant, percentile, rounded, type Bench } from './measure.js';
import { LOGGING, RestartableServer } from '../test/support/server-process.js';

const COLLEGES = 3;
const ROUNDS = 200;
const SMOKE_ROUNDS = 5;
/** Longer than a row travels and the screen waits before the next: each approval finds a screen at rest. */
const REST_MS = 1_000;
const GIVE_UP_MS = 20_000;
/** Base of the rulebook: an approval gives it besides what was verified. */
const BASE = 1;

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

/** From the POST of an approval to the hall screen's DOM in the new order; each approval lifts the last college to the top. */
export const approvalOnScreen: Bench = {
  name: 'e2e.screen',
  metric: 'approve → order on the screen, p50',
  anchor: 'approve → answer, p50',
  target: { atMost: 1.5 },
  bound: profiled(
    '2026-11-24',
    'a socket has the change of such an approval after 1.4 times the answer (e2e.latency); what is left is the page: the message, the rows and the frame of the browser, for an answer that takes 6 ms by itself',
  ),
  async run(ground) {
    const { smoke } = ground;
    const server = await RestartableServer.start(LOGGING);
    const browser = await startBrowser();
    try {
      const { organiser, reviewers } = await openWorld(server.url, server.token, { colleges: COLLEGES });
      const reviewer = reviewers[0]!;
      const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
      await page.goto(`${server.url}/screen/${CHALLENGE}`);
      const points = new Map<string, number>(Array.from({ length: COLLEGES }, (_, n) => [collegeOf(n), 0]));
      const commits: number[] = [];
      const screens: number[] = [];
      for (let round = 0; round < (smoke ? SMOKE_ROUNDS : ROUNDS); round += 1) {
        const before = await order(page);
        const riser = before.at(-1)!;
        const gain = Math.max(...points.values()) - points.get(riser)! + 1 + BASE;
        points.set(riser, points.get(riser)! + gain);
        const actionId = randomUUID();
        await organiser.call('PUT', `/api/actions/${actionId}`, claimOf(riser));
        await pause(REST_MS);
        const wanted = [...points]
          .sort((a, b) => b[1] - a[1] || before.indexOf(a[0]) - before.indexOf(b[0]))
          .map(([id]) => id);
        const seen = await whenOrdered(page, wanted);
        const start = instant();
        await reviewer.call('POST', `/api/actions/${actionId}/approve`, { verified: { beneficiaries: gain - BASE } });
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
        rounds: inParts(screens, commits, ground.rounds),
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
