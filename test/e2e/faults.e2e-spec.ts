import type { Browser } from 'playwright-core';
import { holds, startBrowser, until } from '../support/browser.js';
import { FakeLiveServer } from '../support/fake-live-server.js';
import { order, violations, Visits } from '../support/page-checks.js';
import { buildWeb } from '../support/web-build.js';

const HALL = '/screen/amal-2026';

let browser: Browser;
let build: ReturnType<typeof buildWeb>;
let server: FakeLiveServer;
let visits: Visits;

beforeAll(async () => {
  build = buildWeb();
  browser = await startBrowser();
  visits = new Visits(browser);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  build?.remove();
});

beforeEach(async () => {
  server = await new FakeLiveServer(build.dist).start();
});

afterEach(async () => {
  await visits.close();
  await server.stop();
});

async function watched(clock = false) {
  const page = await visits.open(server.url + HALL, { clock });
  await holds(page, 'window.qorzhynBeat > 0');
  await until(() => server.watches > 0);
  return page;
}
const isLeader = (collegeId: string) =>
  `document.querySelector('.leader [data-college]')?.getAttribute('data-college') === '${collegeId}'`;

describe('Hall screen with faults', () => {
  it('ignores a repeated message and resyncs when messages are missing', async () => {
    const page = await watched();
    const head = { ...server.board.standings };
    const changes = head.rows.map((row) => ({ ...row, points: 1 }));
    server.emit({ ...head, seq: head.seq, prev: head.seq - 1, changes, removed: [] });
    const before = server.watches;
    server.emit({ ...head, seq: head.seq + 9, prev: head.seq + 8, changes, removed: [] });
    await until(() => server.watches > before);
    expect(await page.textContent('[data-college=c2] .row__points')).toBe('1\u00a0263');
  });

  it('resyncs when a heartbeat is ahead of it', async () => {
    const page = await watched();
    const { standings } = server.board;
    server.board = { ...server.board, standings: { ...standings, seq: 30, rows: standings.rows.slice(0, 3) } };
    server.heartbeat();
    await holds(page, `document.querySelectorAll('.rows [data-college]').length === 3`);
  });

  it('subscribes again after the server restarted', async () => {
    const page = await watched();
    await server.stop();
    server.watches = 0;
    server.give('c9', 500);
    await server.start();
    await until(() => server.watches > 0);
    await holds(page, isLeader('c9'));
    server.give('c1', 200);
    await holds(page, isLeader('c1'));
  });

  it('becomes stale after 35 seconds of silence and recovers', async () => {
    const page = await watched(true);
    expect(await page.$('.hall.is-stale')).toBeNull();
    server.silent = true;
    await page.clock.fastForward(30_000);
    expect(await page.$('.hall.is-stale')).toBeNull();
    await page.clock.fastForward(8_000);
    await page.waitForSelector('.hall.is-stale');
    expect(await page.textContent('.head__status')).toContain('Байланыс үзілді · Связь прервана');
    expect(await page.textContent('.footer')).toContain('Байланыс өздігінен қалпына келеді');
    expect(await violations(page)).toEqual([]);
    server.silent = false;
    server.heartbeat();
    await page.waitForSelector('.hall:not(.is-stale)');
  });

  it('polls while the socket is down, and so stays fresh', async () => {
    const page = await watched(true);
    server.refuseSockets = true;
    server.disconnectAll();
    server.give('c2', 40);
    for (let passed = 0; passed < 60; passed += 2) await page.clock.fastForward(2_000);
    await holds(page, isLeader('c2'));
    expect(await page.$('.hall.is-stale')).toBeNull();
  });

  it('reloads every 30 seconds without its script while the server answers', async () => {
    const page = await visits.open(server.url + HALL, { clock: true });
    let loads = 0;
    await page.route('**/assets/*.js', (route) => route.abort());
    page.on('load', () => (loads += 1));
    await page.reload();
    expect(loads).toBe(1);
    const { standings } = server.board;
    server.board = { ...server.board, standings: { ...standings, rows: standings.rows.slice(0, 3) } };
    await page.clock.fastForward(31_000);
    await until(() => loads === 2);
    expect(await order(page)).toHaveLength(3);
    await server.stop();
    await page.clock.fastForward(31_000);
    await page.waitForSelector('html.page-stale');
    expect(await order(page)).toHaveLength(3);
    await server.start();
    await page.clock.fastForward(31_000);
    await until(() => loads === 3);
  });
});
