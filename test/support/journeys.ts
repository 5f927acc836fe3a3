import type { Page } from 'playwright-core';
import { WebBuild } from '../../src/pages/web-build.js';
import { startTestApp, TestClock, type TestApp } from './app.js';
import { holds, startBrowser } from './browser.js';
import { COLLEGE_NAMES } from './fictional-board.js';
import { Visits } from './page-checks.js';
import { Season } from './season.js';
import { buildWeb } from './web-build.js';

export const PHONE = { width: 390, height: 844 };
export const HALL = { width: 1920, height: 1080 };
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

/** A server with boards of every kind, and a browser that visits them. */
export interface Journeys {
  server: TestApp;
  visits: Visits;
  seasons: ReadonlyMap<string, Season>;
  visit(path: string, options?: Parameters<Visits['open']>[1]): Promise<Page>;
  end(): Promise<void>;
}

/** Journeys for the tests of a file. A fault on a page fails its test. */
export function useJourneys(): Journeys {
  const journeys = {} as Journeys;
  beforeAll(async () => void Object.assign(journeys, await startJourneys()), 180_000);
  afterAll(() => journeys.end?.());
  afterEach(() => journeys.visits.close());
  return journeys;
}

async function startJourneys(): Promise<Journeys> {
  const build = buildWeb();
  const browser = await startBrowser();
  const visits = new Visits(browser);
  const server = await startTestApp({ clock: new TestClock(new Date('2026-11-23T14:00:00.000Z')) });
  Object.assign(server.app.get(WebBuild), { dist: build.dist });
  return {
    server,
    visits,
    seasons: await fill(server),
    async visit(path, options = {}) {
      const page = await visits.open(server.url + path, options);
      if (options.javaScriptEnabled !== false) await holds(page, 'window.qorzhynBeat > 0');
      return page;
    },
    async end() {
      await browser.close();
      await server.close();
      build.remove();
    },
  };
}

async function fill(server: TestApp): Promise<ReadonlyMap<string, Season>> {
  const seasons = new Map<string, Season>();
  /** A challenge with colleges c1, c2, … and these points. */
  const given = async (id: string, points: readonly number[], shown: Parameters<Season['begin']>[2] = {}) => {
    const season = new Season(server.store, id);
    seasons.set(id, season);
    await season.begin(ids(points.length), {}, { names: COLLEGE_NAMES, season: autumn(id), ...shown });
    for (const [index, value] of points.entries()) if (value !== 0) await season.adjust(`c${index + 1}`, value);
    return season;
  };
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
  return seasons;
}

export async function approve(season: Season, collegeId: string, trees: number): Promise<void> {
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
export const textBox = (page: Page, selector: string, index = 0): Promise<Box> =>
  page.evaluate<Box>(`(() => {
    const range = document.createRange();
    range.selectNodeContents(document.querySelectorAll(${JSON.stringify(selector)})[${index}]);
    const { top, right, bottom, left, height } = range.getBoundingClientRect();
    return { top, right, bottom, left, height };
  })()`);
