import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { PORTAL_COLLEGE, PORTAL_STORY } from '../../src/cli/demo/portal-story.js';
import { WebBuild } from '../../src/pages/web-build.js';
import { startTestApp, TestClock, type TestApp } from '../support/app.js';
import { startBrowser, until } from '../support/browser.js';
import { sidewaysScroll, smallTargets, violations, Visits } from '../support/page-checks.js';
import { playPortalSeason, PORTAL_NOW, type PortalSeason } from '../support/portal-season.js';
import { buildWeb } from '../support/web-build.js';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const DESK = { viewport: { width: 1440, height: 900 } };

let build: ReturnType<typeof buildWeb>;
let server: TestApp;
let browser: Browser;
let visits: Visits;
let season: PortalSeason;

beforeAll(async () => {
  build = buildWeb();
  browser = await startBrowser();
  visits = new Visits(browser);
  server = await startTestApp({ clock: new TestClock(new Date('2026-09-01T04:00:00.000Z')) });
  Object.assign(server.app.get(WebBuild), { dist: build.dist });
  season = await playPortalSeason(server);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
  build?.remove();
});
afterEach(() => visits.close());

/** The page of a coordinator; the device has the season's clock. */
async function open(path: string, lang: string, options: Parameters<Visits['open']>[1] = PHONE): Promise<Page> {
  // A page of the root, because a cookie goes to the folder of the address for which it is set.
  const page = await visits.open(`${server.url}/nowhere`, { ...options, cookie: season.coordinator });
  await page.clock.setSystemTime(PORTAL_NOW);
  await page.goto(`${server.url}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
  await page.waitForSelector('form, .empty');
  return page;
}

const actionOf = (name: string) => `report-${PORTAL_STORY.findIndex((one) => one.name === name) + 1}`;
/** Payload of the first event of an action. */
const submitted = async (id: string) =>
  JSON.parse((await server.events(`action-${id}`))[0]!.data) as {
    kind: string;
    doneOn: string;
    claimed: Record<string, { value: number }>;
  };
const ownChallenge = (page: Page, id: string) => page.check(`.challenge input[value="${id}"]`, { force: true });
async function chooseKind(page: Page, title: string): Promise<void> {
  await page.click('#field-kind');
  await page.click(`.option:has-text("${title}")`);
  await page.waitForSelector('.option', { state: 'detached' });
}
const chooseDay = (page: Page, choice: string) => page.check(`.when input[value="${choice}"]`, { force: true });
const saved = (page: Page) => page.waitForSelector('[data-saved="true"]');
const forecast = async (page: Page): Promise<number> => Number(await page.getAttribute('[data-points]', 'data-points'));
const valueOf = (page: Page, id: string) => page.inputValue(`#${id}`);
const photo = (name: string, colour: string) =>
  sharp({ create: { width: 1200, height: 900, channels: 3, background: colour } })
    .jpeg()
    .toBuffer()
    .then((buffer) => ({ name, mimeType: 'image/jpeg', buffer }));

const words = {
  kk: { trees: 'Ағаш отырғызу', saved: 'сақталды 19:00', precision: 'кемінде' },
  ru: { trees: 'Посадка деревьев', saved: 'сохранено 19:00', precision: 'не меньше' },
} as const;

describe('Report form', () => {
  it.each(['kk', 'ru'] as const)('keeps every word over a reload and a way back in %s', async (lang) => {
    const page = await open('/portal/report', lang);
    await ownChallenge(page, 'green-2026');
    await chooseKind(page, words[lang].trees);
    await chooseDay(page, 'yesterday');
    await page.fill('#field-place', 'Құрық ауылы');
    await page.fill('#field-claimed-trees', '1 055');
    await page.tap(`.field:has(#field-claimed-trees) label:has-text("${words[lang].precision}")`);
    await page.fill('#field-claimed-participants', '400');
    await page.fill('#field-description', 'Екі қатар');
    await page.setInputFiles('#pick-files', [await photo('one.jpg', '#9cc8cf'), await photo('two.jpg', '#c9a46a')]);
    await until(async () => (await page.locator('.tiles li').count()) === 2, 'two photos are shown');
    await page.tap('.answers label >> nth=0');
    await saved(page);
    expect(await page.textContent('.saved')).toContain(words[lang].saved);

    const check = async () => {
      await page.waitForSelector('#field-claimed-trees');
      expect([await valueOf(page, 'field-place'), await valueOf(page, 'field-claimed-trees')]).toEqual([
        'Құрық ауылы',
        '1 055',
      ]);
      expect(await valueOf(page, 'field-claimed-participants')).toBe('400');
      expect(await valueOf(page, 'field-description')).toBe('Екі қатар');
      expect(await page.isChecked('.field:has(#field-claimed-trees) input[value="at-least"]')).toBe(true);
      expect(await page.isChecked('.when input[value="yesterday"]')).toBe(true);
      expect(await page.isChecked('.answers input[value="no-minors"]')).toBe(true);
      await until(async () => (await page.locator('.tiles li').count()) === 2, 'two photos are shown');
    };
    await page.reload();
    await check();
    await page.tap('.head a');
    await page.waitForSelector('form', { state: 'detached' });
    await page.goBack();
    await check();
  });

  it('sends a report filled in by keyboard alone', async () => {
    const page = await open('/portal/report', 'kk', DESK);
    /** Presses Tab until the control has the focus. */
    const tabTo = async (selector: string) => {
      for (let presses = 0; presses < 60; presses += 1) {
        if (await page.evaluate<boolean>(`document.activeElement?.matches(${JSON.stringify(selector)})`)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`no tab leads to ${selector}`);
    };
    await tabTo('.challenge input');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    await page.check('.challenge input[value="amal-2026"]', { force: true });
    await tabTo('#field-kind');
    await page.keyboard.press('Enter');
    await tabTo('.search input');
    await page.keyboard.type('қан');
    await tabTo('.option');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.option', { state: 'detached' });
    await tabTo('.when input');
    await page.keyboard.press('Space');
    await tabTo('#field-place');
    await page.keyboard.type('Ақтау');
    await tabTo('#field-claimed-donors');
    await page.keyboard.type('6');
    await tabTo('button[type="submit"]');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/portal/drafts/*');
    const id = page.url().split('/').at(-1)!;
    await until(async () => (await server.events(`action-${id}`)).length === 1, 'the server has the action');
    expect(await submitted(id)).toMatchObject({ kind: 'A6', doneOn: '2026-11-23' });
    await page.goto(`${server.url}/portal/report`);
    await page.waitForSelector('form');
    expect(await valueOf(page, 'field-place')).toBe('');
  });

  it('shows the first fault, focuses it and says what to do', async () => {
    const page = await open('/portal/report', 'ru');
    await ownChallenge(page, 'green-2026');
    await page.tap('button[type="submit"]');
    await until(
      async () => page.evaluate<boolean>('document.activeElement?.id === "field-kind"'),
      'kind has the focus',
    );
    expect(await page.textContent('#field-kind-note')).toContain('Выберите вид акции');
    await chooseKind(page, 'Посадка');
    await page.fill('#field-claimed-trees', '5,5');
    await page.fill('#field-claimed-participants', 'более 30');
    expect(await page.textContent('#field-claimed-trees-note')).toContain('целое число');
    await page.tap('button[type="submit"]');
    expect(await page.textContent('.wrong')).toContain('3 места');
    expect(await page.evaluate('document.activeElement.closest(".when") !== null')).toBe(true);
    await chooseDay(page, 'today');
    await page.fill('#field-claimed-trees', '5');
    await page.fill('#field-claimed-participants', '');
    expect(await page.locator('.field__error').count()).toBe(0);
  });

  it('refuses days outside the challenge and warns of a late report', async () => {
    const page = await open('/portal/report', 'kk');
    await ownChallenge(page, 'green-2026');
    await chooseKind(page, 'Ағаш');
    await page.fill('#field-claimed-trees', '10');
    await chooseDay(page, 'day');
    expect(await page.getAttribute('#field-doneOn', 'min')).toBe('2026-09-01');
    expect(await page.getAttribute('#field-doneOn', 'max')).toBe('2026-11-23');
    await page.fill('#field-doneOn', '2026-11-24');
    await page.tap('button[type="submit"]');
    expect(await page.textContent('#field-doneOn-note')).toContain('әлі келген жоқ');
    await page.fill('#field-doneOn', '2026-11-08');
    expect(await page.textContent('.when .notice')).toContain('14 күннен көп');
    expect(await forecast(page)).toBe(8);
    await page.fill('#field-doneOn', '2026-11-09');
    expect(await page.locator('.when .notice').count()).toBe(0);
    expect(await forecast(page)).toBe(18);
  });

  it.each([
    ['green-2026', 'G4', 'Ағаш отырғызу', { trees: '55' }, 40],
    ['green-2026', 'G3', 'Қалдықты бөлек жинау', { plasticBags: '10', glassBags: '4' }, 22],
    ['green-2026', 'G1', 'Сенбілік', { bags: '96', grams: '1 440,5', participants: '40' }, 40],
    ['amal-2026', 'A4', 'Қайырымдылық жәрмеңкесі', { tiyn: '123 456,78' }, 27],
    ['amal-2026', 'X1', 'Волонтерлік сағат', { minutes: '29:59' }, 2],
    ['amal-2026', 'A6', 'Қан тапсыру', { donors: '3' }, 19],
  ] as const)('forecasts in %s the points that approved %s brings', async (challenge, kind, title, numbers, points) => {
    const page = await open('/portal/report', 'kk');
    await ownChallenge(page, challenge);
    await chooseKind(page, title);
    await chooseDay(page, 'yesterday');
    for (const [metric, text] of Object.entries(numbers)) await page.fill(`#field-claimed-${metric}`, text);
    await until(async () => (await page.locator('.forecast__note').count()) === 0, 'the limits in use are known');
    expect(await forecast(page)).toBe(points);
    await page.tap('button[type="submit"]');
    await page.waitForURL('**/portal/drafts/*');
    const id = page.url().split('/').at(-1)!;
    await until(async () => (await server.events(`action-${id}`)).length === 1, 'the server has the action');
    const { claimed, kind: sent } = await submitted(id);
    expect(sent).toBe(kind);
    const verified = Object.fromEntries(Object.entries(claimed).map(([metric, { value }]) => [metric, value]));
    const approve = (cookie: string) =>
      server.request('POST', `/api/actions/${id}/approve`, { cookie, body: { verified } });
    const first = await approve(season.reviewer);
    const isSecondNeeded = first.body.decided === false;
    const answer = isSecondNeeded ? await approve((await server.signedIn('reviewer', null)).cookie) : first;
    const explained = await server.request(
      'GET',
      `/api/challenges/${challenge}/colleges/${PORTAL_COLLEGE}/points?atLeast=${answer.body.position}`,
      { cookie: season.organiser },
    );
    const action = explained.body.actions.find((one: { actionId: string }) => one.actionId === id);
    expect(action.points).toBe(points);
  });

  it('warns when the limit of the day is used', async () => {
    const page = await open('/portal/report', 'kk');
    await ownChallenge(page, 'green-2026');
    await chooseKind(page, 'Каспий');
    await chooseDay(page, 'day');
    await page.fill('#field-doneOn', '2026-11-20');
    await page.fill('#field-claimed-bags', '20');
    await until(async () => (await page.locator('.is-limit').count()) > 0, 'the limit is named');
    expect(await page.textContent('.is-limit')).toContain('күндік шегі толған');
    expect(await forecast(page)).toBe(0);
  });

  it.each([
    ['a small phone', { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true }, 'ru'],
    ['a phone', PHONE, 'kk'],
    ['a dark phone', { ...PHONE, colorScheme: 'dark' as const }, 'ru'],
    ['a desk', DESK, 'kk'],
    ['a dark desk', { ...DESK, colorScheme: 'dark' as const }, 'en'],
    ['a window of 640 px at 200 %', { viewport: { width: 320, height: 450 }, deviceScaleFactor: 2 }, 'kk'],
  ] as const)('is accessible and fits on %s', async (_, options, lang) => {
    const page = await open('/portal/report', lang, options);
    await page.check('.challenge input[value="green-2026"]', { force: true });
    await page.click('#field-kind');
    await page.waitForSelector('.option');
    expect(await violations(page)).toEqual([]);
    await page.click('.option >> nth=0');
    await page.check('.when input[value="days"]', { force: true });
    await page.check('#joint', { force: true });
    await page.fill('#field-claimed-bags', 'көп');
    await page.setInputFiles('#pick-files', [await photo('one.jpg', '#9cc8cf')]);
    await page.waitForSelector('.answers');
    await page.click('button[type="submit"]');
    await page.waitForSelector('.field__error');
    expect(await violations(page)).toEqual([]);
    // Tabs of the bar on a desk are 34 px high by design.
    await page.evaluate('document.querySelector("header.bar").remove()');
    expect((await smallTargets(page)).filter((html) => !/sr-only|type="(radio|checkbox)"/.test(html))).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
  });

  it('copies an earlier action without its day, numbers and files', async () => {
    const page = await open(`/portal/report?copy=${actionOf('planting')}`, 'kk');
    await page.waitForSelector('#field-claimed-trees');
    expect(await valueOf(page, 'field-place')).toBe('Құрық ауылы');
    expect(await valueOf(page, 'field-claimed-trees')).toBe('');
    expect(await page.isChecked('.field:has(#field-claimed-trees) input[value="at-least"]')).toBe(true);
    expect(await page.locator('.when input:checked').count()).toBe(0);
  });

  it('opens an action with a question as it was sent', async () => {
    const page = await open(`/portal/report?revise=${actionOf('baskets')}`, 'ru');
    await page.waitForSelector('#field-claimed-families');
    expect(await page.textContent('h1')).toBe('Ответ на вопрос');
    expect(await page.textContent('.notices')).toContain('Актіде 24 себет');
    expect(await valueOf(page, 'field-claimed-families')).toBe('42');
    expect(await valueOf(page, 'field-doneOn')).toBe('2026-11-19');
  });

  it('shows what the server refused beside its field', async () => {
    const page = await open('/portal/report', 'ru');
    await ownChallenge(page, 'green-2026');
    await chooseKind(page, 'Плоггинг');
    await chooseDay(page, 'today');
    await page.fill('#field-claimed-grams', '25,5');
    await page.check('#joint', { force: true });
    const [partner] = (await server.request('GET', '/api/challenges/green-2026')).body.entrants.filter(
      ({ collegeId }: { collegeId: string }) => collegeId !== PORTAL_COLLEGE,
    );
    await page.fill('#field-partners', partner.shortNames.ru);
    await page.tap('.found button');
    await saved(page);
    const left = await server.request('POST', `/api/challenges/green-2026/colleges/${partner.collegeId}/leave`, {
      cookie: season.organiser,
      body: { reason: 'closed', countsInTotals: true },
    });
    expect(left.status).toBeLessThan(300);
    await page.tap('button[type="submit"]');
    await page.waitForURL('**/portal/drafts/*');
    const id = page.url().split('/').at(-1)!;
    await page.tap(`a[href="/portal/report?draft=${id}"]`);
    await page.waitForSelector('#field-partners-note');
    expect(await page.textContent('#field-partners-note')).toContain('только другой колледж');
    expect(await page.evaluate('document.activeElement.id')).toBe('field-partners');
    await page.tap('.chosen button');
    expect(await page.locator('#field-partners-note').count()).toBe(0);
    await page.tap('button[type="submit"]');
    await page.waitForURL('**/portal/drafts/*');
    await until(async () => (await server.events(`action-${id}`)).length === 1, 'the server has the action');
    expect((await submitted(id)).claimed['grams']!.value).toBe(25_500);
  });

  it('opens without a network once its answers are on the device', async () => {
    const page = await open('/portal/report', 'kk');
    await ownChallenge(page, 'green-2026');
    await until(() => storedAnswers(page).then((text) => text.includes('limits')), 'answers are on the device');
    await page.route('**/api/**', (route) => route.abort('internetdisconnected'));
    await page.reload();
    await page.waitForSelector('form');
    await ownChallenge(page, 'green-2026');
    await chooseKind(page, 'Ағаш');
    await page.fill('#field-claimed-trees', '20');
    expect(await forecast(page)).toBe(28);
    expect(await page.textContent('button[type="submit"]')).toContain('Байланыс шыққанда жіберу');
    expect(await page.textContent('.net')).toContain('телефонда сақталды');
  });
});

/** Answers of the server that the device keeps, as text. */
const storedAnswers = (page: Page): Promise<string> =>
  page.evaluate<string>(`new Promise((resolve) => {
    const opened = indexedDB.open('qorzhyn-answers');
    opened.onsuccess = () => {
      const asked = opened.result.transaction('answers').objectStore('answers').getAll();
      asked.onsuccess = () => { opened.result.close(); resolve(JSON.stringify(asked.result)); };
    };
  })`);
