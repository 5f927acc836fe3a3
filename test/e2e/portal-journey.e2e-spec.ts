import type { Browser, BrowserContext, Page } from 'playwright-core';
import { drawnPhoto } from '../../src/cli/demo/drawn-photos.js';
import { PORTAL_COLLEGE } from '../../src/cli/demo/portal-story.js';
import { WebBuild } from '../../src/pages/web-build.js';
import { startTestApp, TestClock, type TestApp } from '../support/app.js';
import { startBrowser, until } from '../support/browser.js';
import { playPortalSeason, PORTAL_NOW, type PortalSeason } from '../support/portal-season.js';
import { WeakNetwork } from '../support/weak-network.js';
import { buildWeb } from '../support/web-build.js';

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const PHOTOS = 5;
/** Bytes a second of the line. */
const SLOW = 100_000;

let build: ReturnType<typeof buildWeb>;
let browser: Browser;
let server: TestApp;
let season: PortalSeason;
let network: WeakNetwork;

beforeAll(async () => {
  build = buildWeb();
  browser = await startBrowser();
  server = await startTestApp({ clock: new TestClock() });
  Object.assign(server.app.get(WebBuild), { dist: build.dist });
  season = await playPortalSeason(server);
  network = await WeakNetwork.to(Number(new URL(server.url).port), { bytesPerSecond: SLOW });
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await network?.close();
  await server?.close();
  build?.remove();
});

/** The days differ: one action of a kind and day brings points. */
const words = {
  kk: {
    ...{
      newReport: 'Жаңа есеп',
      green: 'Green Challenge',

      cleanUp: 'Сенбілік',
      day: 'Бүгін',
    },
    ...{
      place: 'Қайда өтті',
      bags: /қап/i,
      minors: /Оларды тану мүмкін емес/,
      send: 'Жіберу',
      waiting: 'Жіберілуін күтуде',
    },
    ...{ received: 'Түбіртек нөмірі', answerThere: 'Жауап беру', answer: 'Жауабыңыз', sendAnswer: 'Жауапты жіберу' },
    ...{ approved: 'Бекітілді', question: 'Қай көшеде өтті?', reply: 'Абай көшесінде.' },
  },
  ru: {
    ...{
      newReport: 'Новый отчёт',
      green: 'Green Challenge',

      cleanUp: 'Субботник',
      day: 'Вчера',
    },
    ...{
      place: 'Где прошла',
      bags: /мешк/i,
      minors: /Узнать их нельзя/,
      send: 'Отправить',
      waiting: 'Ждёт отправки',
    },
    ...{ received: 'Номер квитанции', answerThere: 'Ответить', answer: 'Ваш ответ', sendAnswer: 'Отправить ответ' },
    ...{ approved: 'Утверждено', question: 'На какой улице?', reply: 'На улице Абая.' },
  },
};

async function join(context: BrowserContext, language: 'kk' | 'ru'): Promise<Page> {
  const body = { role: 'coordinator', collegeId: PORTAL_COLLEGE };
  const { path } = (await server.request('POST', '/api/invitations', { cookie: season.organiser, body })).body;
  const page = await context.newPage();
  await page.goto(`${network.url}${path}?lang=${language}`);
  await page.fill('#password', 'жағадағы жел соқты');
  await page.click('main form .button');
  await page.waitForURL('**/portal**');
  return page;
}

async function fillIn(page: Page, say: (typeof words)['kk']): Promise<void> {
  await page.getByRole('link', { name: say.newReport }).last().tap();
  await page.waitForURL('**/portal/report');
  await page.locator('.segment').first().getByText(say.green).tap();
  await page.locator('button.kind').tap();
  await page.getByRole('dialog').getByRole('button', { name: say.cleanUp }).tap();
  await page.getByText(say.day, { exact: true }).tap();
  await page.getByLabel(say.place).fill('Ақтау, 5-шағынаудан');
  await page.getByRole('textbox', { name: say.bags }).first().fill('40');
  const photos = await Promise.all(Array.from({ length: PHOTOS }, (_, number) => drawnPhoto('yard', 40 + number)));
  await page
    .locator('input[type=file][multiple]')
    .setInputFiles(photos.map((buffer, index) => ({ name: `${index + 1}.jpg`, mimeType: 'image/jpeg', buffer })));
  await page.getByText(say.minors).tap();
}

const percent = (page: Page, tile: number): Promise<string> =>
  page
    .locator('.tile')
    .nth(tile)
    .innerText()
    .catch(() => '');
const pointsOf = async (): Promise<number> => {
  const { rows } = (await server.request('GET', '/api/challenges/green-2026/standings')).body;
  return rows.find(({ collegeId }: { collegeId: string }) => collegeId === PORTAL_COLLEGE).points;
};

test.each(['kk', 'ru'] as const)(
  'A report goes from the invitation to the hall in %s',
  async (language) => {
    const say = words[language];
    const context = await browser.newContext({ ...PHONE, locale: language });
    // The phone has the date of the season; its timers run.
    await context.clock.setFixedTime(PORTAL_NOW);
    const page = await join(context, language);
    const before = await pointsOf();
    await fillIn(page, say);

    await until(async () => /\d+%/.test(await percent(page, 2)), 'the third photo moves');
    network.goAway();
    await context.setOffline(true);
    await page
      .getByRole('button', { name: /Байланыс шыққанда|Когда появится|Отправить/ })
      .last()
      .tap();
    await page.getByText(say.waiting).first().waitFor();
    await page.close();
    expect((await server.events('action-')).length).toBe(season.events);

    network.comeBack();
    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto(`${network.url}/portal`);
    await until(async () => (await server.events('action-')).length > season.events, 'the report arrived');
    const [submitted] = (await server.events('action-')).slice(season.events);
    const { actionId } = JSON.parse(submitted!.data) as { actionId: string };
    const read = () => server.request('GET', `/api/actions/${actionId}`, { cookie: season.reviewer });
    await until(async () => (await read()).status === 200, 'the report is listed');
    const { body: action } = await read();
    expect([action.evidence.length, action.claimed.bags.value]).toEqual([PHOTOS, 40]);

    const question = { reason: 'other', note: say.question };
    const asked = await server.request('POST', `/api/actions/${actionId}/request-information`, {
      cookie: season.reviewer,
      body: question,
    });
    expect([asked.status, asked.body]).toEqual([200, expect.anything()]);
    await again.goto(`${network.url}/portal`);
    await again.getByText(say.question).first().waitFor();
    await again.goto(`${network.url}/portal/actions/${actionId}`);
    await again.getByLabel(say.answer).fill(say.reply);
    await again.getByRole('button', { name: say.sendAnswer }).tap();
    await again.getByText(say.reply).waitFor();

    const hall = await (await browser.newContext({ viewport: { width: 1920, height: 1080 } })).newPage();
    await hall.goto(`${server.url}/screen/green-2026`);
    const approval = { verified: { bags: 40 } };
    await server.request('POST', `/api/actions/${actionId}/approve`, { cookie: season.reviewer, body: approval });
    await again.getByText(say.approved, { exact: true }).waitFor({ timeout: 70_000 });
    const after = await pointsOf();
    expect(after).toBeGreaterThan(before);
    await hall.getByText(String(after), { exact: true }).first().waitFor();
    await hall.context().close();
    await context.close();
    season.events = (await server.events('action-')).length;
  },
  240_000,
);
