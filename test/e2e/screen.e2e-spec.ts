import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { holds, startBrowser, until } from '../support/browser.js';
import { FakeLiveServer } from '../support/fake-live-server.js';
import { sceneRows } from '../support/fictional-board.js';
import { buildWeb } from '../support/web-build.js';

const AMAL = '/screen/amal-2026';
const BUDGET = 40_000;
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
let build: ReturnType<typeof buildWeb>;
let server: FakeLiveServer;
const pages: Page[] = [];
const faults: string[] = [];

beforeAll(async () => {
  build = buildWeb();
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  build?.remove();
});

beforeEach(async () => {
  faults.length = 0;
  server = await new FakeLiveServer(build.dist).start();
});

afterEach(async () => {
  await Promise.all(pages.splice(0).map((page) => page.context().close()));
  await server.stop();
});

async function visit(path: string, options: BrowserContextOptions & { clock?: boolean } = {}): Promise<Page> {
  const { clock, ...rest } = options;
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, ...rest });
  const page = await context.newPage();
  pages.push(page);
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (/hydration|Content Security Policy/i.test(message.text())) faults.push(message.text());
  });
  if (clock) await page.clock.install();
  await page.goto(server.url + path);
  return page;
}

async function watched(page: Page): Promise<void> {
  await holds(page, 'window.qorzhynBeat > 0');
  await until(() => server.watches > 0);
}

const order = (page: Page): Promise<string[]> =>
  page.$$eval('.rows [data-college]', (rows) => rows.map((row) => row.getAttribute('data-college') ?? ''));

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate<string[]>(
    'axe.run().then((result) => result.violations.map((one) => one.id + ": " + one.nodes.map((node) => node.html).join(" ")))',
  );
}

describe('the hall screen', () => {
  it('has the board in its first HTML, in Kazakh and Russian, without any script', async () => {
    const page = await visit(AMAL, { javaScriptEnabled: false });
    const text = await page.textContent('body');
    for (const row of sceneRows('usual', 'total').slice(0, 10)) {
      expect(text).toContain(row.shortNames.kk);
      expect(text).toContain(row.shortNames.ru);
    }
    expect(await page.content()).toMatch(/<noscript><meta http-equiv="refresh" content="30">/);
  });

  it('lets a row pass the ones it overtakes, counts its points up and tells what happened', async () => {
    const page = await visit(AMAL);
    await watched(page);
    expect((await order(page)).slice(0, 8)).toEqual(['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8']);
    server.give('amal-2026', 'c7', 140);
    await page.waitForSelector('.row.is-moving .row__delta');
    await holds(
      page,
      `document.querySelector('.row:nth-child(4) [data-college]')?.getAttribute('data-college') === 'c7'`,
    );
    expect((await order(page)).slice(0, 8)).toEqual(['c1', 'c2', 'c3', 'c7', 'c4', 'c5', 'c6', 'c8']);
    await page.waitForSelector('.is-moving', { state: 'detached' });
    expect(await page.textContent('[data-college=c7] .row__points')).toBe('1\u00a0108');
    expect(await page.textContent('.footer__say--news')).toContain('Таусоғар: 55 тал отырғызылды, енді 4-\u2060орында');
    expect(await page.textContent('.footer__say--news')).toContain(
      'Таусогар: 55 деревьев высажено, теперь 4-\u2060е место',
    );
    expect(faults).toEqual([]);
  });

  it('follows one change after the other, and many that land together', async () => {
    const page = await visit(AMAL);
    await watched(page);
    for (const [index, riser] of ['c7', 'c6', 'c8'].entries()) {
      server.give('amal-2026', riser, 1_000 * (index + 1));
      await holds(page, `document.querySelector('[data-college]')?.getAttribute('data-college') === '${riser}'`);
      await page.waitForSelector('.is-moving', { state: 'detached' });
    }
    for (const riser of ['c5', 'c4', 'c3']) server.give('amal-2026', riser, 5_000);
    await holds(page, `document.querySelector('[data-college]')?.getAttribute('data-college') === 'c5'`);
    const truth = server.board('amal-2026').standings.rows.map(({ collegeId }) => collegeId);
    await until(async () => (await order(page)).slice(0, 6).join() === truth.slice(0, 6).join());
    expect(faults).toEqual([]);
  });

  it('moves nothing for those who asked for less motion, and marks the row instead', async () => {
    const page = await visit(AMAL, { reducedMotion: 'reduce' });
    await watched(page);
    await page.evaluate(`
      window.moved = 0;
      const animate = Element.prototype.animate;
      Element.prototype.animate = function (...given) {
        window.moved += 1;
        return animate.apply(this, given);
      };`);
    server.give('amal-2026', 'c7', 140);
    await page.waitForSelector('.row.is-marked [data-college=c7]');
    expect((await order(page))[3]).toBe('c7');
    expect(await page.evaluate('window.moved')).toBe(0);
    expect(await page.$('.is-moving')).toBeNull();
  });

  it('ignores a message it already has, and watches again when messages are missing', async () => {
    const page = await visit(AMAL);
    await watched(page);
    const head = { ...server.board('amal-2026').standings };
    const swapped = head.rows.map((row) => ({ ...row, points: 1 }));
    server.emit({ ...head, seq: head.seq, prev: head.seq - 1, changes: swapped, removed: [] });
    const before = server.watches;
    server.emit({ ...head, seq: head.seq + 9, prev: head.seq + 8, changes: swapped, removed: [] });
    await until(() => server.watches > before);
    expect(await page.textContent('[data-college=c2] .row__points')).toBe('1\u00a0263');
  });

  it('watches again when the server is further than it', async () => {
    const page = await visit(AMAL);
    await watched(page);
    const found = server.board('amal-2026');
    found.standings = { ...found.standings, seq: 30, rows: sceneRows('three', 'total') };
    server.alive('amal-2026');
    await holds(page, `document.querySelectorAll('.rows [data-college]').length === 3`);
  });

  it('subscribes again after the server was restarted, with what happened meanwhile', async () => {
    const page = await visit(AMAL);
    await watched(page);
    await server.stop();
    server.watches = 0;
    server.give('amal-2026', 'c9', 500);
    await server.start();
    await until(() => server.watches > 0);
    await holds(page, `document.querySelector('.leader [data-college]')?.getAttribute('data-college') === 'c9'`);
    server.give('amal-2026', 'c1', 200);
    await holds(page, `document.querySelector('.leader [data-college]')?.getAttribute('data-college') === 'c1'`);
  });

  it('says that the board is old after 35 seconds of silence, and takes it back', async () => {
    const page = await visit(AMAL, { clock: true });
    await watched(page);
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
    server.alive('amal-2026');
    await page.waitForSelector('.hall:not(.is-stale)');
  });

  it('fetches the board while the socket is down, and so does not grow old', async () => {
    const page = await visit(AMAL, { clock: true });
    await watched(page);
    server.refuseSockets = true;
    server.disconnectAll();
    server.give('amal-2026', 'c2', 40);
    for (let passed = 0; passed < 60; passed += 2) await page.clock.fastForward(2_000);
    await holds(page, `document.querySelector('.leader [data-college]')?.getAttribute('data-college') === 'c2'`);
    expect(await page.$('.hall.is-stale')).toBeNull();
  });

  it('shows a frozen table as tied shut, in both languages', async () => {
    const page = await visit(AMAL);
    await watched(page);
    expect(await page.$('.freeze')).toBeNull();
    server.freeze('amal-2026', true);
    await page.waitForSelector('.hall.is-frozen .lock');
    expect(await page.textContent('.freeze__title')).toBe('Кесте уақытша жабылдыТаблица заморожена');
    expect(await violations(page)).toEqual([]);
    server.freeze('amal-2026', false);
    await page.waitForSelector('.freeze', { state: 'detached' });
  });

  it('turns its pages by itself and keeps as many elements as before', async () => {
    server.scene('forty');
    const page = await visit(AMAL, { clock: true });
    await watched(page);
    const count = (): Promise<number> => page.evaluate<number>(`document.querySelectorAll('.rows li').length`);
    const seen = new Set(await order(page));
    for (let turn = 0; turn < 5; turn += 1) {
      await page.clock.fastForward(13_000);
      server.alive('amal-2026');
      expect(await count()).toBe(10);
      for (const college of await order(page)) seen.add(college);
    }
    expect(seen.size).toBe(40);
  });

  it('loads itself anew every 30 seconds where its script cannot run, but only when the server answers', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    pages.push(page);
    let loads = 0;
    await page.route('**/assets/*.js', (route) => route.abort());
    page.on('load', () => (loads += 1));
    await page.clock.install();
    await page.goto(server.url + AMAL);
    expect(loads).toBe(1);
    server.board('amal-2026').standings = { ...server.board('amal-2026').standings, rows: sceneRows('three', 'total') };
    await page.clock.fastForward(31_000);
    await until(() => loads === 2);
    expect(await page.$$eval('.rows [data-college]', (rows) => rows.length)).toBe(3);
    await server.stop();
    await page.clock.fastForward(31_000);
    await page.waitForSelector('html.page-stale');
    expect(await page.$$eval('.rows [data-college]', (rows) => rows.length)).toBe(3);
    await server.start();
    await page.clock.fastForward(31_000);
    await until(() => loads === 3);
  });

  it.each(['empty', 'one', 'three', 'start', 'ties', 'long', 'forty'] as const)(
    'is accessible and whole with: %s',
    async (scene) => {
      server.scene(scene);
      for (const viewport of [
        { width: 1920, height: 1080 },
        { width: 1080, height: 1920 },
      ]) {
        const page = await visit(AMAL, { viewport });
        await watched(page);
        expect(await violations(page)).toEqual([]);
        const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
        expect(overflow).toBeLessThanOrEqual(0);
      }
      expect(faults).toEqual([]);
    },
  );

  it('finds a fault when there is one: the accessibility check can fail', async () => {
    const page = await visit(AMAL);
    await watched(page);
    await page.evaluate(`document.body.insertAdjacentHTML('beforeend', '<img src="/x.png"><button></button>')`);
    expect((await violations(page)).join()).toMatch(/image-alt/);
  });

  it('hides the QR when nobody could reach the address', async () => {
    server.publicUrl = null;
    const page = await visit(AMAL);
    expect(await page.$('.qr')).toBeNull();
    server.publicUrl = 'http://192.168.1.20:3000/';
    await page.reload();
    expect(await page.getAttribute('.qr', 'aria-label')).toBe('Телефонда ашу · Открыть на телефоне');
  });

  it('keeps its script within 40 kB, gzipped', () => {
    const manifest = JSON.parse(readFileSync(join(build.dist, 'web/.vite/screen.json'), 'utf8')) as Record<
      string,
      { file: string }
    >;
    const scripts = [...new Set(Object.values(manifest).map(({ file }) => file))].filter((file) =>
      file.endsWith('.js'),
    );
    const size = scripts.reduce((sum, file) => sum + gzipSync(readFileSync(join(build.dist, 'web', file))).length, 0);
    expect(scripts.length).toBeGreaterThan(0);
    expect(size).toBeLessThanOrEqual(BUDGET);
    expect(
      readdirSync(join(build.dist, 'web/assets')).filter((file) => /geologica-cyrillic-ext-\d00.*woff2$/.test(file)),
    ).toHaveLength(4);
  });
});

describe('the public page', () => {
  const PHONE = { viewport: { width: 390, height: 844 } };

  it('shows both challenges at once and follows them', async () => {
    const page = await visit('/', PHONE);
    await holds(page, 'window.qorzhynBeat > 0');
    await until(() => server.watches >= 2);
    expect(await page.$$eval('h2', (all) => all.map((one) => one.textContent))).toEqual([
      'Амал қоржыны',
      'Green Challenge',
    ]);
    server.give('green-2026', 'c2', 40);
    await holds(
      page,
      `document.querySelector('#title-green-2026').closest('section').querySelector('.lead__name').textContent === 'Ақ Жайық көркем колледжі'`,
    );
    expect(faults).toEqual([]);
  });

  it('leads from the board to a league and to a college whose points are explained', async () => {
    const page = await visit('/', PHONE);
    await holds(page, 'window.qorzhynBeat > 0');
    await page.click('.all');
    await page.click('text=100 студентке');
    await page.click('text=M лигасы');
    await holds(page, `document.querySelectorAll('.lines--all li').length === 9`);
    expect(new URL(page.url()).search).toBe('?challenge=amal-2026&board=per-100&league=M');
    await page.click('.lines--all .line');
    await page.waitForSelector('.action');
    expect(await page.textContent('.chain')).toMatch(/барлығы/);
    expect(await page.textContent('.action[open]')).toContain('44 адамға көмек көрсетілді');
    await page.goBack();
    await page.waitForSelector('.lines--all');
    expect(faults).toEqual([]);
  });

  it('changes its language in place and stays in it', async () => {
    const page = await visit('/', PHONE);
    await holds(page, 'window.qorzhynBeat > 0');
    await page.click('.langs a[lang=ru]');
    await holds(page, `document.documentElement.lang === 'ru'`);
    expect(await page.textContent('.all')).toContain('Все колледжи: 14');
    expect(await page.evaluate('document.cookie')).toContain('lang=ru');
  });

  it.each([
    '/',
    '/?challenge=green-2026',
    '/?challenge=amal-2026&college=c1',
    '/?challenge=amal-2026&board=per-100&lang=ru',
  ])('is accessible and has targets of 44 px or more at %s', async (path) => {
    for (const viewport of [PHONE.viewport, { width: 320, height: 640 }, { width: 1440, height: 900 }]) {
      const page = await visit(path, { viewport });
      await holds(page, 'window.qorzhynBeat > 0');
      if (path.includes('college')) await page.waitForSelector('.action');
      expect(await violations(page)).toEqual([]);
      const small = await page.$$eval('a, button, input, summary', (all) =>
        all
          .filter((one) => one.getBoundingClientRect().height > 0 && one.getBoundingClientRect().height < 44)
          .map((one) => one.outerHTML.slice(0, 80)),
      );
      expect(small).toEqual([]);
      expect(
        await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth'),
      ).toBeLessThanOrEqual(0);
    }
    expect(faults).toEqual([]);
  });
});
