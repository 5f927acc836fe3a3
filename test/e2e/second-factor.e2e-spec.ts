import type { Browser, Page } from 'playwright-core';
import { startTestApp, TestClock, type TestApp } from '../support/app.js';
import { TestAuthenticator } from '../support/authenticator.js';
import { startBrowser } from '../support/browser.js';
import { sidewaysScroll, smallTargets, violations, Visits } from '../support/page-checks.js';

const PHONE = { width: 390, height: 844 };
const password = 'құпия сөз 2026';
let server: TestApp;
let browser: Browser;
let visits: Visits;
beforeAll(async () => {
  server = await startTestApp({ env: { QORZHYN_SECOND_FACTOR: 'required' } });
  browser = await startBrowser();
  visits = new Visits(browser);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
});
afterEach(() => visits.close());

const checked = async (page: Page) => {
  expect([await page.title(), await violations(page)]).toEqual([await page.title(), []]);
  expect([await page.title(), await sidewaysScroll(page), await smallTargets(page)]).toEqual([
    await page.title(),
    0,
    [],
  ]);
};

describe.each([
  ['kk', 'Екінші факторды қосыңыз', 'Қосалқы кодтар', 'Екінші қадам'],
  ['ru', 'Добавьте второй фактор', 'Запасные коды', 'Второй шаг'],
])('an organiser with a phone, in %s', (language, adding, codes, second) => {
  it('adds the factor that is required and signs in with it', async () => {
    const page = await visits.open(`${server.url}/sign-in?lang=${language}&next=/console`, { viewport: PHONE });
    const enter = async () => {
      await page.fill('#login', 'first-organiser');
      await page.fill('#password', password);
      await page.click('form[action^="/sign-in"] .button');
    };
    const heading = () => page.textContent('h1');
    await enter();
    expect(await heading()).toBe(adding);
    await checked(page);
    await page.click('form[action^="/account/second-factor"] .button');
    await checked(page);
    const key = (await page.textContent('.secret code'))!.replaceAll(' ', '');
    const box = (await page.locator('svg.qr').boundingBox())!;
    expect([box.width >= 200, box.width]).toEqual([true, box.height]);
    const app = new TestAuthenticator(`otpauth://totp/x?secret=${key}`, server.clock as TestClock);
    await page.fill('#code', app.code(9));
    await page.click('main form .button');
    expect(await page.getAttribute('#code', 'aria-invalid')).toBe('true');
    await page.fill('#code', app.next());
    await page.click('main form .button');
    expect(await heading()).toBe(codes);
    const recovery = (await page.locator('.codes li').allTextContents())[0]!;
    await checked(page);
    await page.click('main a.button');
    expect(new URL(page.url()).pathname).toBe('/console');
    for (const code of [app.next(), recovery]) {
      await page.click('.bar__out button');
      await page.goto(`${server.url}/sign-in?lang=${language}&next=/console`);
      await enter();
      expect(await heading()).toBe(second);
      await checked(page);
      await page.fill('#code', code);
      await page.click('main form .button');
      expect(new URL(page.url()).pathname).toBe('/console');
    }
    await page.goto(`${server.url}/account?lang=${language}`);
    await checked(page);
    await page.click('form[action*="/remove"] .button');
    expect(await heading()).toBe(adding);
    expect(visits.faults).toEqual([]);
  }, 120_000);
});
