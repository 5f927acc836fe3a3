import type { Browser, BrowserContext, Page } from 'playwright-core';
import { drawnPhoto } from '../../src/cli/demo/drawn-photos.js';
import { PORTAL_COLLEGE } from '../../src/cli/demo/portal-story.js';
import { WebBuild } from '../../src/pages/web-build.js';
import { startTestApp, TestClock, type TestApp } from '../support/app.js';
import { startBrowser, until } from '../support/browser.js';
import { playPortalSeason, PORTAL_NOW, type PortalSeason } from '../support/portal-season.js';
import { buildWeb } from '../support/web-build.js';

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const PHOTOS = 5;
/** Bytes a second: a photo takes about two seconds. */
const SLOW = 20_000;

let build: ReturnType<typeof buildWeb>;
let browser: Browser;
let server: TestApp;
let season: PortalSeason;

beforeAll(async () => {
  build = buildWeb();
  browser = await startBrowser();
  server = await startTestApp({ clock: new TestClock() });
  Object.assign(server.app.get(WebBuild), { dist: build.dist });
  season = await playPortalSeason(server);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
  build?.remove();
});

const words = {
  kk: {
    ...{
      newReport: 'Жаңа есеп',
      green: 'Green Challenge',
     
      cleanUp: 'Сенбілік',
      today: 'Бүгін',
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
      today: 'Сегодня',
    },
    ...{
      place: 'Где прошло',
      bags: /мешк/i,
      minors: /узнать нельзя|Узнать их нельзя/,
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
  page.on('console', (m) => console.log(m.type(), m.text()));
  page.on('pageerror', (e) => console.log('pageerror', e.message));
  await page.goto(`${server.url}${path}?lang=${language}`);
  await page.fill('#password', 'жағадағы жел соқты');
  await page.click('main form .button');
  await page.waitForURL('**/portal**');
  return page;
}

async function network(page: Page, upload: number, offline = false): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const line = { offline, latency: 20, downloadThroughput: -1, uploadThroughput: upload };
  await session.send('Network.emulateNetworkConditions', line);
}

async function fillIn(page: Page, say: (typeof words)['kk']): Promise<void> {
  await page.getByRole('link', { name: say.newReport }).last().tap();
  await page.getByText(say.green, { exact: true }).first().tap();
  await page.locator('button.kind').tap();
  await page.getByRole('dialog').getByRole('button', { name: say.cleanUp }).tap();
  await page.getByText(say.today, { exact: true }).tap();
  await page.getByLabel(say.place).fill('Ақтау, 5-шағынаудан');
  await page.getByRole('textbox', { name: say.bags }).first().fill('40');
  const photos = await Promise.all(Array.from({ length: PHOTOS }, (_, number) => drawnPhoto('yard', 40 + number)));
  await network(page, SLOW);
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

test.each(['kk', 'ru'] as const)('A report goes from the invitation to the hall in %s', async (language) => {
  const say = words[language];
  const context = await browser.newContext({ ...PHONE, locale: language });
  // The phone has the date of the season; its timers run.
  await context.clock.setFixedTime(PORTAL_NOW);
  const page = await join(context, language);
  const before = await pointsOf();
  await fillIn(page, say).catch(async (error: unknown) => {
    await page.screenshot({ path: '/tmp/journey.png', fullPage: true });
    throw error;
  });

  await until(async () => /\d+%/.test(await percent(page, 2)), 'the third photo moves');
  await network(page, SLOW, true);
  await context.setOffline(true);
  await page
    .getByRole('button', { name: /Байланыс шыққанда|Когда появится|Отправить/ })
    .last()
    .tap();
  await page.getByText(say.waiting).first().waitFor().catch(async (error: unknown) => {
    await page.screenshot({ path: '/tmp/journey2.png' });
    throw error;
  });
  await page.close();
  expect((await server.events('action-')).length).toBe(season.events);

  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto(`${server.url}/portal`);
  await until(async () => (await server.events('action-')).length > season.events, 'the report arrived');
  const [submitted] = (await server.events('action-')).slice(season.events);
  const { actionId } = JSON.parse(submitted!.data) as { actionId: string };
  const { body: action } = await server.request('GET', `/api/actions/${actionId}`, { cookie: season.reviewer });
  expect([action.evidence.length, action.claimed.bags.value]).toEqual([PHOTOS, 40]);

  const question = { reason: 'other', note: say.question };
  await server.request('POST', `/api/actions/${actionId}/request-information`, {
    cookie: season.reviewer,
    body: question,
  });
  await again.goto(`${server.url}/portal`);
  await again.getByText(say.question).first().waitFor();
  await again.goto(`${server.url}/portal/actions/${actionId}`);
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
});
