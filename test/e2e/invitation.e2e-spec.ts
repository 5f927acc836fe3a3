import type { Browser, Page } from 'playwright-core';
import { WebBuild } from '../../src/pages/web-build.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { startBrowser } from '../support/browser.js';
import { sidewaysScroll, smallTargets, violations, Visits } from '../support/page-checks.js';
import { buildWeb } from '../support/web-build.js';

const PHONE = { width: 390, height: 844 };
const TELEGRAM = {
  viewport: PHONE,
  isMobile: true,
  hasTouch: true,
  userAgent:
    'Mozilla/5.0 (Linux; Android 13; SM-A127F Build/TP1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.0.0 Mobile Safari/537.36 Telegram-Android/11.2.3',
};
const names = {
  kk: '«Ұшқан кілем» өнер колледжі',
  ru: 'Колледж искусств «Ковёр-самолёт»',
  en: 'Flying Carpet College',
};
let server: TestApp;
let browser: Browser;
let visits: Visits;
let build: ReturnType<typeof buildWeb>;
beforeAll(async () => {
  build = buildWeb();
  server = await startTestApp();
  Object.assign(server.app.get(WebBuild), { dist: build.dist });
  browser = await startBrowser();
  visits = new Visits(browser);
  const college = { id: 'ushqan-kilem', names, shortNames: names, district: 'aktau' };
  await server.request('POST', '/api/colleges', { cookie: server.adminCookie, body: college });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
  build?.remove();
});
afterEach(() => visits.close());

const invite = async () => {
  const body = { role: 'coordinator', collegeId: 'ushqan-kilem' };
  return (await server.request('POST', '/api/invitations', { cookie: server.adminCookie, body })).body;
};
const checked = async (page: Page) => {
  const title = await page.title();
  expect([title, await violations(page)]).toEqual([title, []]);
  expect([title, await sidewaysScroll(page), await smallTargets(page)]).toEqual([title, 0, []]);
};
const path = (page: Page) => new URL(page.url()).pathname;

describe.each([
  ['kk', 'Кіре алмай тұрсыз ба?'],
  ['ru', 'Не получается войти?'],
])('A coordinator with a phone, in %s', (language, forgot) => {
  it.each([true, false])('comes from a messenger into the portal, with scripts: %s', async (javaScriptEnabled) => {
    const { path: link } = await invite();
    const address = `${server.url}${link}?lang=${language}`;
    const page = await visits.open(address, { ...TELEGRAM, javaScriptEnabled });
    expect(await page.isVisible('.see')).toBe(javaScriptEnabled);
    expect(await page.textContent('.facts')).toContain(names[language as 'kk']);
    expect(await page.inputValue('#login')).toMatch(/^ushqan\.kilem\d?$/);
    if (javaScriptEnabled) await checked(page);
    await page.fill('#password', 'qwerty123456');
    await page.click('main form .button');
    expect(await page.getAttribute('#password', 'aria-invalid')).toBe('true');
    if (javaScriptEnabled) await checked(page);
    await page.fill('#password', 'жағадағы жел соқты');
    await page.click('main form .button');
    expect(path(page)).toBe('/portal');
    const cookies = await page.context().cookies();
    expect(cookies.find(({ name }) => name === 'qorzhyn_session')).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
    await page.goto(address);
    expect(await page.isVisible('main form')).toBe(false);
  });

  it('follows a link of another site with the session that is open', async () => {
    const { cookie } = await server.signedIn('coordinator', 'ushqan-kilem');
    const page = await visits.open(`${server.url}/forgot?lang=${language}`, { ...TELEGRAM, cookie });
    // The chat of a messenger is another site.
    await page.route('https://chat.example/', (route) =>
      route.fulfill({ contentType: 'text/html', body: `<a href="${server.url}/sign-in">link</a>` }),
    );
    await page.goto('https://chat.example/');
    await page.click('a');
    expect(path(page)).toBe('/portal');
  });

  it('sees and hides the password and which rules it keeps', async () => {
    const page = await visits.open(`${server.url}${(await invite()).path}?lang=${language}`, { viewport: PHONE });
    const met = () => page.locator('.rules-list .is-met').count();
    expect(await met()).toBe(0);
    await page.fill('#password', '123456789012');
    expect(await met()).toBe(1);
    await page.fill('#password', `${await page.inputValue('#login')}1`);
    expect(await met()).toBe(2);
    await page.fill('#password', 'жағадағы жел соқты');
    expect(await met()).toBe(3);
    await page.click('.see');
    expect(await page.getAttribute('#password', 'type')).toBe('text');
    await page.click('.see');
    expect(await page.getAttribute('#password', 'type')).toBe('password');
  });

  it('finds the way out at the sign-in and keeps the chosen colours', async () => {
    const page = await visits.open(`${server.url}/sign-in?lang=${language}`, { viewport: PHONE, colorScheme: 'light' });
    const background = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    const light = await background();
    await page.click('[data-theme-words]');
    const dark = await background();
    expect(dark).not.toBe(light);
    await page.click('a.row-link');
    expect(await page.textContent('h1')).toBe(forgot);
    expect(await background()).toBe(dark);
    await checked(page);
  });
});

describe.each(['light', 'dark'] as const)('Pages on the way in, %s', (colorScheme) => {
  it.each([320, 390, 768, 1440])('are accessible and fit at %i px', async (width) => {
    const { path: link } = await invite();
    for (const [index, address] of ['/sign-in?out=1', link, '/forgot', '/invite/x', '/nowhere'].entries()) {
      const page = await visits.open(
        `${server.url}${address}${address.includes('?') ? '&' : '?'}lang=${index % 2 ? 'ru' : 'kk'}`,
        {
          viewport: { width, height: 844 },
          colorScheme,
        },
      );
      await checked(page);
    }
  });

  it('fit one phone screen at the sign-in, also at 200 percent', async () => {
    for (const [width, height] of [
      [390, 844],
      [195, 422],
    ] as const) {
      const page = await visits.open(`${server.url}/sign-in?lang=kk`, { viewport: { width, height }, colorScheme });
      expect(await sidewaysScroll(page)).toBe(0);
      if (width === 390) expect(await page.evaluate('document.documentElement.scrollHeight')).toBeLessThanOrEqual(844);
    }
  });
});
