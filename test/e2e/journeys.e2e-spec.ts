import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { WebBuild } from '../../src/pages/web-build.js';
import { startTestApp, TestClock, type TestApp } from '../support/app.js';
import { holds, startBrowser, until } from '../support/browser.js';
import { COLLEGE_NAMES } from '../support/fictional-board.js';
import { order, sidewaysScroll, smallTargets, violations, Visits } from '../support/page-checks.js';
import { Season } from '../support/season.js';
import { buildWeb } from '../support/web-build.js';

const PHONE = { width: 390, height: 844 };
const HALL = { width: 1920, height: 1080 };
const autumn = (id: string) => ({
  kk: `2026 жылғы күзгі маусым, ${id}`,
  ru: `Осенний сезон 2026 года, ${id}`,
  en: `Autumn season 2026, ${id}`,
});
const spring = { kk: '2027 жылғы көктемгі маусым', ru: 'Весенний сезон 2027 года', en: 'Spring season 2027' };
const green = { kk: 'Green Challenge', ru: 'Green Challenge', en: 'Green Challenge' };
const longWord = 'Ұ'.repeat(60);
const LONG = {
  names: {
    kk: 'Маңғыстау облысы әкімдігінің білім басқармасының «Самұрық Бәйтерек» көпсалалы жоғары инновациялық колледжі',
    ru: 'Многопрофильный высший инновационно-технологический колледж «Самрук Байтерек» управления образования',
    en: 'Multidisciplinary Higher College of Innovation Samruk Baiterek',
  },
  shortNames: { kk: 'Самұрық Бәйтерек', ru: 'Самрук Байтерек', en: 'Samruk Baiterek' },
};
const ONE_WORD = {
  names: { kk: `${longWord} колледжі`, ru: `Колледж ${longWord}`, en: `${longWord} College` },
  shortNames: { kk: longWord, ru: longWord, en: longWord },
};
const LONG_TITLE = {
  kk: 'Жасыл қала экологиялық челленджі',
  ru: 'Экологический челлендж «Зелёный город»',
  en: 'Green City Ecological Challenge',
};
const ids = (count: number) => Array.from({ length: count }, (_, index) => `c${index + 1}`);

let server: TestApp;
let browser: Browser;
let build: ReturnType<typeof buildWeb>;
let visits: Visits;
const seasons = new Map<string, Season>();

/** A challenge with colleges c1, c2, … and these points. */
async function given(
  id: string,
  points: readonly number[],
  shown: Parameters<Season['begin']>[2] = {},
): Promise<Season> {
  const season = new Season(server.store, id);
  seasons.set(id, season);
  await season.begin(ids(points.length), {}, { names: COLLEGE_NAMES, season: autumn(id), ...shown });
  for (const [index, value] of points.entries()) if (value !== 0) await season.adjust(`c${index + 1}`, value);
  return season;
}

beforeAll(async () => {
  build = buildWeb();
  browser = await startBrowser();
  visits = new Visits(browser);
  server = await startTestApp({ clock: new TestClock(new Date('2026-11-23T14:00:00.000Z')) });
  Object.assign(server.app.get(WebBuild), { dist: build.dist });
  const usual = COLLEGE_NAMES.map((_, index) => 1286 - index * 23);
  await given('amal-2026', usual);
  await given('green-2026', usual, { track: 'green', titles: green });
  await approve(await given('amal-2027', usual, { season: spring }), 'c5', 50);
  await given('reveal-2026', usual);
  await given('ties-2026', [900, 900, 800, 700, 700, 700, 500, 400, 300, 200, 100]);
  await given(
    'start-2026',
    usual.map(() => 0),
  );
  await given('one-2026', [50]);
  await given('few-2026', [90, 60, 30]);
  await given('long-2026', [900, 800, 700, 600], { names: [LONG, ONE_WORD, ...COLLEGE_NAMES] });
  await given('word-2026', [900, 800, 700], { names: [ONE_WORD, ...COLLEGE_NAMES] });
  await (await given('title-2026', usual, { titles: LONG_TITLE, season: LONG_TITLE })).freeze();
  const many = Array.from({ length: 40 }, (_, index) => COLLEGE_NAMES[index % COLLEGE_NAMES.length]!);
  await given(
    'forty-2026',
    many.map((_, index) => 1000 - index * 7),
    { names: many },
  );
  const empty = new Season(server.store, 'empty-2026');
  await empty.announce({ track: 'green', season: autumn('empty-2026') });
  await server.request('GET', `/api/challenges?atLeast=${empty.position}`);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
  build?.remove();
});

afterEach(async () => {
  expect(visits.faults).toEqual([]);
  await visits.close();
});

async function visit(path: string, options: Parameters<Visits['open']>[1] = {}): Promise<Page> {
  const page = await visits.open(server.url + path, options);
  if (options.javaScriptEnabled !== false) await holds(page, 'window.qorzhynBeat > 0');
  return page;
}

async function approve(season: Season, collegeId: string, trees: number): Promise<void> {
  const id = `act-${season.id}-${collegeId}-${season.now}`;
  await season.submit(id, collegeId);
  await season.approve(id, { trees });
}

interface Box {
  top: number;
  right: number;
  bottom: number;
  left: number;
  height: number;
}

/** The box of the text in an element; boxes of elements are often wider than their text. */
const textBox = (page: Page, selector: string, index = 0): Promise<Box> =>
  page.evaluate<Box>(`(() => {
    const range = document.createRange();
    range.selectNodeContents(document.querySelectorAll(${JSON.stringify(selector)})[${index}]);
    const { top, right, bottom, left, height } = range.getBoundingClientRect();
    return { top, right, bottom, left, height };
  })()`);

describe('Hall screen', () => {
  it('shows the board in Kazakh and Russian without any script', async () => {
    const page = await visit('/screen/amal-2026', { javaScriptEnabled: false });
    const text = await page.textContent('body');
    for (const { shortNames } of COLLEGE_NAMES.slice(0, 10)) {
      expect(text).toContain(shortNames.kk);
      expect(text).toContain(shortNames.ru);
    }
    expect(await page.content()).toMatch(/<noscript><meta http-equiv="refresh" content="30">/);
  });

  it('moves a row, counts its points up and describes the change', async () => {
    const page = await visit('/screen/amal-2026', { viewport: HALL });
    expect((await order(page)).slice(0, 4)).toEqual(['c1', 'c2', 'c3', 'c4']);
    await approve(seasons.get('amal-2026')!, 'c5', 50);
    await page.waitForSelector('.row.is-moving .row__delta');
    await page.waitForSelector('.is-moving', { state: 'detached' });
    expect((await order(page)).slice(0, 5)).toEqual(['c1', 'c5', 'c2', 'c3', 'c4']);
    expect(await page.textContent('[data-college=c5] .row__points')).toBe('1\u00a0264');
    await page.waitForSelector('.footer__say--news');
    const said = (await page.textContent('.footer__say--news'))!.replaceAll('\u2060', '');
    expect(said).toContain('Баян Сұлу: 50 тал отырғызылды, енді 2-орында');
    expect(said).toContain('Баян Сулу: 50 деревьев высажено, теперь 2-е место');
  });

  it('names no place after an action that brought no points', async () => {
    const page = await visit('/screen/green-2026');
    const season = seasons.get('green-2026')!;
    const day = season.now;
    for (let count = 0; count < 6; count += 1) {
      season.now = day + count;
      await approve(season, 'c9', 50);
    }
    await holds(page, `/ұпай өзгерген жоқ/.test(document.querySelector('.footer').textContent)`);
    expect(await page.textContent('.footer')).toContain('баллы не изменились');
  });

  it('moves nothing for visitors who prefer less motion, and marks the row', async () => {
    const page = await visit('/screen/green-2026', { reducedMotion: 'reduce' });
    await page.evaluate(`
      window.moved = 0;
      const animate = Element.prototype.animate;
      Element.prototype.animate = function (...given) {
        window.moved += 1;
        return animate.apply(this, given);
      };`);
    await approve(seasons.get('green-2026')!, 'c4', 60);
    await page.waitForSelector('.row.is-marked [data-college=c4]');
    expect(await page.evaluate('window.moved')).toBe(0);
    expect(await page.$('.is-moving')).toBeNull();
  });

  it('hides a frozen board, then reveals its first page, the leader last', async () => {
    const season = seasons.get('reveal-2026')!;
    await season.freeze();
    const page = await visit('/screen/reveal-2026');
    await page.waitForSelector('.hall.is-frozen .lock');
    expect(await page.textContent('.freeze__title')).toBe('Кесте уақытша жабылдыТаблица заморожена');
    expect(await violations(page)).toEqual([]);
    for (const college of ['c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c14']) await season.adjust(college, 5);
    await season.adjust('c8', 400);
    expect(await page.textContent('.leader')).toContain('1\u00a0286');
    await page.evaluate(`
      window.sentences = [];
      new MutationObserver(() => {
        const text = document.querySelector('.footer__say [lang=kk]')?.textContent.replace(/\\u2060/g, '');
        if (text && text !== window.sentences[window.sentences.length - 1]) window.sentences.push(text);
        window.paged = window.paged || !/^1–/.test(document.querySelector('.cap--page').textContent);
      }).observe(document.body, { subtree: true, childList: true, characterData: true });`);
    await season.reveal();
    await holds(page, `document.querySelector('.leader [data-college]')?.getAttribute('data-college') === 'c8'`);
    expect(await page.evaluate('window.paged')).toBeFalsy();
    const sentences = (await page.evaluate<string[]>('window.sentences')).filter((text) => text.endsWith('-орын'));
    expect(sentences).toHaveLength(7);
    expect(sentences[sentences.length - 1]).toBe('Керқұла: 1-орын');
    await page.waitForSelector('.footer__say', { state: 'detached' });
  });

  it('gives every college that shares the first place the same band', async () => {
    const page = await visit('/screen/ties-2026');
    const bands = await page.$$eval('.row.is-leading', (rows) =>
      rows.map((row) => [row.querySelector('.row__place')!.textContent, row.getBoundingClientRect().height]),
    );
    expect(bands.map(([place]) => place)).toEqual(['1', '1']);
    expect(Math.abs(Number(bands[0]![1]) - Number(bands[1]![1]))).toBeLessThan(8);
    expect(await page.$('.leader')).toBeNull();
  });

  it('turns its pages, shows every college and keeps as many elements', async () => {
    const page = await visit('/screen/forty-2026', { clock: true });
    const seen = new Set(await order(page));
    for (let turn = 0; turn < 5; turn += 1) {
      await page.clock.fastForward(13_000);
      const shown = await order(page);
      expect(shown).toHaveLength(10);
      for (const college of shown) seen.add(college);
    }
    expect(seen.size).toBe(40);
  });

  it.each(['empty', 'one', 'few', 'start', 'ties', 'long', 'forty'])('is accessible and whole with: %s', async (id) => {
    for (const viewport of [HALL, { width: 1080, height: 1920 }, { width: 1024, height: 768 }]) {
      const page = await visit(`/screen/${id}-2026`, { viewport });
      if (viewport === HALL) expect(await violations(page)).toEqual([]);
      expect(await sidewaysScroll(page)).toBe(0);
    }
  });

  it.each([HALL, { width: 1024, height: 768 }, { width: 2560, height: 1080 }])(
    'fills the window at $width × $height',
    async (viewport) => {
      const page = await visit('/screen/amal-2026', { viewport });
      const edge = (selector: string, side: 'right' | 'bottom') =>
        page.$eval(selector, (one, name) => one.getBoundingClientRect()[name], side);
      expect(viewport.width - (await edge('.thread', 'right'))).toBeLessThan(viewport.width * 0.06);
      const lastRow = await page.$$eval('.row', (rows) => rows[rows.length - 1]!.getBoundingClientRect().bottom);
      expect(viewport.height - lastRow).toBeLessThan(viewport.height * 0.16);
    },
  );

  it.each(['1080x1920', '1200x1920', '768x1024', '1024x1280', '1000x1000', '1920x1080'])(
    'keeps head, rows and footer apart at %s',
    async (size) => {
      const [width, height] = size.split('x').map(Number) as [number, number];
      for (const path of ['/screen/amal-2026', '/screen/title-2026']) {
        const page = await visit(path, { viewport: { width, height } });
        const boxes = await page.$$eval('.row, .footer', (all) => all.map((one) => one.getBoundingClientRect().bottom));
        const footer = await page.$eval('.footer', (one) => one.getBoundingClientRect().top);
        expect(boxes[boxes.length - 2]).toBeLessThanOrEqual(footer + 1);
        expect(boxes[boxes.length - 1]).toBeLessThanOrEqual(height + 1);
        const season = await page.$$eval('.head__season span', (all) =>
          all.map((one) => one.getBoundingClientRect().right),
        );
        const caption = await textBox(page, '.cap--spark');
        if (caption.height > 0) expect(Math.max(...season)).toBeLessThanOrEqual(caption.left);
      }
    },
  );

  it.each([HALL, { width: 1080, height: 1920 }])(
    'separates a long one-word name from the points at $width px',
    async (viewport) => {
      const page = await visit('/screen/word-2026', { viewport });
      const name = await textBox(page, '.leader__names');
      const points = await textBox(page, '.leader__points');
      expect(name.right).toBeLessThanOrEqual(points.left);
    },
  );
});

describe('Public page', () => {
  it('shows every challenge and follows it', async () => {
    const page = await visit('/', { viewport: PHONE });
    expect(await page.$$eval('h2', (all) => all.map((one) => one.textContent))).toEqual(
      expect.arrayContaining(['Амал қоржыны', 'Green Challenge']),
    );
    expect(await page.getAttribute('.overview .links a', 'href')).toBe('/sign-in?lang=kk');
    await seasons.get('amal-2027')!.adjust('c2', 400);
    await holds(
      page,
      `document.querySelector('#title-amal-2027').closest('section').querySelector('.lead__name').textContent === 'Ақ Жайық көркем колледжі'`,
    );
    await holds(
      page,
      `Array.from(document.querySelectorAll('p[role=status]')).some((one) => one.textContent.includes('Ақ Жайық'))`,
    );
  });

  it('leads by keyboard from a board to the explained points', async () => {
    const page = await visit('/?challenge=amal-2027', { viewport: PHONE });
    await page.click('text=100 студентке');
    await page.click('text=A лигасы');
    await holds(page, `document.querySelectorAll('.lines--all li').length === 7`);
    expect(new URL(page.url()).search).toBe('?challenge=amal-2027&board=per-100&league=A');
    await page.focus('.lines--all [data-college=c5] .line');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.action');
    await holds(page, `document.activeElement?.tagName === 'H1'`);
    const card = (await page.textContent('.action[open]'))!;
    expect(card).toContain('50 тал отырғызылды');
    expect(card).toContain('10 + әр талға 1\u00a0ұпай');
    expect(await page.textContent('.chain')).toContain('барлығы');
    await page.goBack();
    await page.waitForSelector('.lines--all');
  });

  it('changes its language in place and keeps it', async () => {
    const page = await visit('/?challenge=amal-2027&college=c5', { viewport: PHONE });
    await page.goto(`${server.url}/?challenge=amal-2027`);
    await holds(page, 'window.qorzhynBeat > 0');
    await page.click('.langs a[lang=ru]');
    await holds(page, `document.documentElement.lang === 'ru'`);
    expect(await page.textContent('.tools')).toContain('На 100 студентов');
    await page.goto(`${server.url}/?challenge=amal-2027&college=c5`);
    expect(await page.textContent('.action[open]')).toContain('1 балл за каждое дерево');
    expect(await page.textContent('.college__points')).toMatch(/1\u00a0264\s+балла/);
  });

  it('explains the place of a college and what moved it', async () => {
    const page = await visit('/?challenge=ties-2026&lang=ru', { viewport: PHONE });
    await page.click('[data-college=c9] .line');
    await page.waitForSelector('.ranks .is-own');
    expect(await page.textContent('.ranks caption')).toMatch(/место из 11/);
    expect(await page.locator('.changes li').count()).toBe(0);
    await page.click('.changes summary');
    await page.waitForSelector('.changes li');
    expect(await page.textContent('.changes')).toContain('баллы исправлены');
    expect(await violations(page)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
  });

  it('loads the explanation of a college again only when that college changed', async () => {
    const page = await visit('/?challenge=ties-2026&college=c1', { viewport: PHONE });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    const season = seasons.get('ties-2026')!;
    for (const college of ['c9', 'c10', 'c11']) await season.adjust(college, 1);
    await server.request('GET', `/api/challenges?atLeast=${season.position}`);
    await season.adjust('c1', 7);
    await holds(page, `/907/.test(document.querySelector('.college__points').textContent)`);
    await until(() => asked.some((path) => path.endsWith('/points')));
    for (let count = 0; count < 5; count += 1) await season.adjust('c1', 1);
    await holds(page, `/912/.test(document.querySelector('.college__points').textContent)`);
    expect(asked.filter((path) => path.endsWith('/points')).length).toBeLessThanOrEqual(3);
    // The browser may fetch the icon late.
    const calls = asked.filter((path) => path.startsWith('/api/'));
    expect(calls.filter((path) => !path.endsWith('/points'))).toEqual([]);
  });

  it('fetches nothing that it was served with', async () => {
    const asked: string[] = [];
    const page = await visits.open('about:blank');
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(`${server.url}/?challenge=few-2026&college=c1`);
    await holds(page, 'window.qorzhynBeat > 0');
    await page.waitForTimeout(1_500);
    expect(asked.filter((path) => path.startsWith('/api/'))).toEqual([]);
    expect(new Set(asked).size).toBe(asked.length);
  });

  it('says at once that the network is gone, and recovers', async () => {
    const page = await visits.open(`${server.url.replace('127.0.0.1', 'hall.test')}/?challenge=few-2026`, {
      viewport: PHONE,
    });
    await holds(page, 'window.qorzhynBeat > 0');
    await page.context().setOffline(true);
    await holds(page, `/Интернет жоқ/.test(document.body.textContent)`);
    await page.context().setOffline(false);
    await holds(page, `!/Интернет жоқ/.test(document.body.textContent)`);
  });

  it('shows the last page after a reload without a network', async () => {
    const page = await visits.open(`${server.url}/?challenge=few-2026`, { viewport: PHONE, serviceWorkers: 'allow' });
    await page.evaluate('navigator.serviceWorker.ready');
    await holds(page, 'navigator.serviceWorker.controller !== null');
    await page.reload();
    await page.reload();
    await page.context().setOffline(true);
    await page.reload();
    expect(await page.textContent('.card')).toContain('Қарашаш');
    await holds(page, 'window.qorzhynBeat > 0');
  });

  it('says on the page of a college that the board is frozen', async () => {
    await seasons.get('few-2026')!.freeze();
    const page = await visit('/?challenge=few-2026&college=c1&lang=ru', { viewport: PHONE });
    await holds(page, `/Таблица заморожена/.test(document.querySelector('.college__body').textContent)`);
    await seasons.get('few-2026')!.reveal();
  });

  it('hides the changes of a freeze in the browser of staff too', async () => {
    const season = seasons.get('few-2026')!;
    await season.freeze();
    await server.request('GET', `/api/challenges?atLeast=${season.position}`);
    const cookie = server.adminCookie;
    const pages = await Promise.all(
      ['/screen/few-2026', '/?challenge=few-2026', '/?challenge=few-2026&college=c3'].map((path) =>
        visit(path, { cookie }),
      ),
    );
    await season.adjust('c3', 500);
    const seen = `/api/challenges/few-2026/standings?atLeast=${season.position}`;
    expect((await server.request('GET', seen, { cookie })).body.rows[0]).toMatchObject({
      collegeId: 'c3',
      points: 530,
    });
    const [hall, board, college] = pages as [Page, Page, Page];
    await board.click('text=100 студентке');
    await board.waitForSelector('.lines--all');
    await hall.waitForTimeout(2_000);
    for (const page of pages) {
      expect(await page.textContent('body')).toMatch(/Кесте уақытша жабылды/);
      expect(await page.innerText('#app')).not.toMatch(/530|500/);
    }
    await season.reveal();
    await holds(hall, `document.querySelector('.leader [data-college]')?.getAttribute('data-college') === 'c3'`);
    await holds(college, `/530/.test(document.querySelector('.college__points').textContent)`);
    await season.adjust('c3', -500);
  });

  it('prints ten places of each challenge and the colour of the bands', async () => {
    const page = await visit('/', { viewport: { width: 794, height: 1123 } });
    const rows = () =>
      page.$$eval(
        '.track:has(#title-amal-2026) .lines li',
        (all) => all.filter((one) => one.getBoundingClientRect().height > 0).length,
      );
    const onScreen = await rows();
    await page.emulateMedia({ media: 'print' });
    expect([onScreen, await rows()]).toEqual([3, 9]);
    const adjust = `getComputedStyle(document.querySelector('.lead')).getPropertyValue('print-color-adjust')`;
    expect(await page.evaluate(adjust)).toBe('exact');
    for (const selector of ['.langs', '.links', '.all']) expect(await page.isVisible(selector)).toBe(false);
  });

  it('names the reason for different places with equal points', async () => {
    const season = seasons.get('long-2026')!;
    await approve(season, 'c4', 30);
    await season.adjust('c4', 60 - 10);
    await server.request('GET', `/api/challenges?atLeast=${season.position}`);
    const { body } = await server.request('GET', '/api/challenges/long-2026/standings');
    const [third, fourth] = body.rows.slice(2);
    expect([third.points, fourth.points, fourth.rank]).toEqual([third.points, third.points, 4]);
    const page = await visit('/?challenge=long-2026&lang=ru', { viewport: PHONE });
    expect(await page.textContent(`[data-college=${fourth.collegeId}]`)).toContain(
      'Баллы равны, видов акций меньше: 0',
    );
  });

  it('leads from an unknown college to the board', async () => {
    const page = await visit('/?challenge=amal-2026&college=nobody', { viewport: PHONE });
    await page.click('text=Орындар кестесі');
    await page.waitForSelector('.lines--all');
  });

  it('shows the focus of the keyboard on the leader and on rows', async () => {
    const page = await visit('/?challenge=amal-2026', { viewport: PHONE });
    for (const selector of ['.lead', '.line']) {
      await page.keyboard.press('Tab');
      await page.focus(selector);
      const [outline, background, offset] = await page.evaluate<[string, string, number]>(`(() => {
        const { outlineColor, outlineOffset, backgroundColor, outlineStyle } = getComputedStyle(document.activeElement);
        return [outlineStyle + ' ' + outlineColor, backgroundColor, Number.parseInt(outlineOffset, 10)];
      })()`);
      expect(outline).toMatch(/^solid/);
      expect(outline).not.toContain(String(background));
      expect(offset).toBeLessThan(0);
    }
  });

  it('distinguishes two seasons of one challenge at 360 px', async () => {
    const page = await visit('/?challenge=amal-2026&college=c1', { viewport: { width: 360, height: 740 } });
    const labels = await page.$$eval('.segment--dark a', (all) => all.map((one) => one.textContent));
    expect(new Set(labels.filter((label) => /Амал.*(2026|2027)/.test(String(label)))).size).toBeGreaterThanOrEqual(2);
    expect(await sidewaysScroll(page)).toBe(0);
  });

  it.each([320, 345, 390])("separates the leader's name from the points at %i px", async (width) => {
    for (const path of ['/?challenge=word-2026', '/?challenge=amal-2026&board=per-100&lang=ru', '/']) {
      const page = await visit(path, { viewport: { width, height: 740 } });
      const count = await page.$$eval('.lead, .line', (cards) => cards.length);
      let overlaps = 0;
      for (let index = 0; index < count; index += 1) {
        const name = await textBox(page, '.lead__name, .line__name', index);
        const points = await textBox(page, '.lead__points, .line__points', index);
        if (name.height === 0) continue;
        if (name.right > points.left && name.bottom > points.top && name.top < points.bottom) overlaps += 1;
      }
      expect([path, overlaps]).toEqual([path, 0]);
    }
  });

  it.each([
    '/',
    '/?challenge=green-2026',
    '/?challenge=start-2026',
    '/?challenge=amal-2027&college=c5',
    '/?challenge=amal-2026&board=per-100',
    '/?challenge=amal-2026&college=nobody',
    '/rules/amal-2026',
    '/sign-in',
    '/nowhere',
  ])('is accessible with targets of 44 px at %s', async (path) => {
    const hasScript = path.startsWith('/?') || path === '/';
    const windows = [
      [{ width: 320, height: 640 }, 'kk'],
      [PHONE, 'ru'],
      [{ width: 1440, height: 900 }, 'ru'],
    ] as const;
    for (const [viewport, lang] of windows) {
      const page = await visits.open(`${server.url}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`, { viewport });
      if (hasScript) await holds(page, 'window.qorzhynBeat > 0');
      expect(await violations(page)).toEqual([]);
      expect(await smallTargets(page)).toEqual([]);
      expect(await sidewaysScroll(page)).toBe(0);
      await visits.close();
    }
  });

  it.each(['kk', 'ru', 'en'])('keeps each limit of a rulebook on one line in %s', async (lang) => {
    const page = await visits.open(`${server.url}/rules/green-2026?lang=${lang}`, {
      viewport: { width: 1440, height: 900 },
    });
    const lines = await page.evaluate<
      number[]
    >(`Array.from(document.querySelectorAll('.rules td:last-child'), (cell) => {
      const range = document.createRange();
      range.selectNode(cell.firstChild);
      return range.getClientRects().length;
    })`);
    expect(new Set(lines)).toEqual(new Set([1]));
    expect(await sidewaysScroll(page)).toBe(0);
  });

  it('finds a fault when there is one: the accessibility check can fail', async () => {
    const page = await visit('/?challenge=amal-2026');
    await page.evaluate(`document.body.insertAdjacentHTML('beforeend', '<img src="/x.png"><button></button>')`);
    expect((await violations(page)).join()).toMatch(/image-alt/);
    expect(await smallTargets(page)).not.toEqual([]);
  });
});

describe('First organiser', () => {
  it('accepts the invitation, sees the next step, signs out and in again', async () => {
    const { body } = await server.request('POST', '/api/invitations', {
      cookie: server.adminCookie,
      body: { role: 'organiser', name: 'Айгүл' },
    });
    const page = await visits.open(server.url + body.path, { viewport: PHONE, javaScriptEnabled: false });
    await page.fill('#login', 'aigul');
    await page.fill('#password', 'мало');
    await page.click('button');
    expect(await page.textContent('#password-note')).toContain('Құпиясөз тым оңай');
    await page.fill('#password', 'жағадағы жел соғады');
    await page.click('main button');
    await page.click('text=Бастау');
    expect(await page.textContent('h1')).toBe('Маусымға дайындық');
    expect(await page.textContent('.step.is-todo')).toContain('Колледждер тізімі');
    await page.click('text=Шығу');
    expect(await page.textContent('.notice')).toBe('Сіз жүйеден шықтыңыз.');
    await page.fill('#login', 'aigul');
    await page.fill('#password', 'жағадағы жел соғады');
    await page.click('main button');
    expect(new URL(page.url()).pathname).toBe('/console');
  });

  it('stays signed in through a TLS proxy that no setting names', async () => {
    const sample = (name: string) => readFileSync(join(__dirname, '../samples/tls', name));
    let inner = 0;
    const proxy = createServer({ key: sample('key.pem'), cert: sample('certificate.pem') }, (outside) => {
      const inside = connect(inner, '127.0.0.1');
      outside.pipe(inside).pipe(outside);
      for (const socket of [outside, inside]) socket.on('error', () => outside.destroy());
    });
    await once(proxy.listen(0, '127.0.0.1').unref(), 'listening');
    const PUBLIC_URL = `https://hall.test:${(proxy.address() as AddressInfo).port}`;
    const other = await startTestApp({ env: { PUBLIC_URL } });
    inner = Number(new URL(other.url).port);
    try {
      const page = await visits.open(`${PUBLIC_URL}/sign-in`, { ignoreHTTPSErrors: true, javaScriptEnabled: false });
      const session = async () =>
        (await page.context().cookies()).filter(({ name }) => name.endsWith('qorzhyn_session'));
      await page.fill('#login', 'first-organiser');
      await page.fill('#password', 'құпия сөз 2026');
      await page.click('main button');
      await page.waitForURL('**/console?*');
      expect(await page.textContent('h1')).toBe('Маусымға дайындық');
      const kept = { name: '__Host-qorzhyn_session', secure: true, httpOnly: true };
      expect(await session()).toEqual([expect.objectContaining(kept)]);
      await page.click('text=Шығу');
      await page.waitForURL('**/sign-in?*');
      expect(await session()).toEqual([]);
    } finally {
      await other.close();
      proxy.close();
    }
  });

  it('finds accessible pages without sideways scroll', async () => {
    for (const viewport of [
      { width: 320, height: 640 },
      { width: 1440, height: 900 },
    ]) {
      const page = await visits.open(`${server.url}/console?lang=ru`, { viewport, cookie: server.adminCookie });
      expect(await violations(page)).toEqual([]);
      expect(await smallTargets(page)).toEqual([]);
      expect(await sidewaysScroll(page)).toBe(0);
    }
  });
});

describe('Page of what to do', () => {
  it.each(['kk', 'ru'])(
    'is accessible and fits a phone in %s',
    async (language) => {
      const viewport = { width: 390, height: 844 };
      const page = await visits.open(`${server.url}/help/what-to-do?lang=${language}`, { viewport });
      expect(await violations(page)).toEqual([]);
      for (const width of [320, 390, 1440]) {
        await page.setViewportSize({ width, height: 800 });
        expect([width, await smallTargets(page)]).toEqual([width, []]);
        expect([width, await sidewaysScroll(page)]).toEqual([width, 0]);
      }
      await page.click('.contents a[href="#fraud-after-final"]');
      expect(await page.evaluate('scrollY')).toBeGreaterThan(0);
    },
    120_000,
  );
});

describe('Script budgets', () => {
  const size = (files: readonly string[]) =>
    files.reduce((sum, file) => sum + gzipSync(readFileSync(join(build.dist, 'web', file)), { level: 9 }).length, 0);
  const manifest = (page: string) =>
    JSON.parse(readFileSync(join(build.dist, `web/.vite/${page}.json`), 'utf8')) as Record<string, { file: string }>;

  it('keep the hall within 40 kB', () => {
    const scripts = Object.values(manifest('screen')).flatMap(({ file }) => (file.endsWith('.js') ? [file] : []));
    expect(scripts).toHaveLength(1);
    expect(size(scripts)).toBeLessThanOrEqual(40_000);
  });

  it.each(['kk', 'ru', 'en'])('keep the public page with %s within 46 kB', (locale) => {
    const files = manifest('public');
    const scripts = [files['public/main.ts']!.file, files[`shared/i18n/text.${locale}.ts`]!.file];
    expect(size(scripts)).toBeLessThanOrEqual(46_000);
    expect(size([files['public/CollegePage.svelte']!.file])).toBeLessThanOrEqual(8_000);
  });
});
