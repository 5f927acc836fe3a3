import type { Browser, CDPSession, Page } from 'playwright-core';
import { WebBuild } from '../../src/pages/web-build.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { startBrowser } from '../support/browser.js';
import { sidewaysScroll, smallTargets, violations, Visits } from '../support/page-checks.js';
import { buildWeb } from '../support/web-build.js';

const PHONE = { width: 390, height: 844 };
const password = 'құпия сөз 2026';
let server: TestApp;
let browser: Browser;
let visits: Visits;
let build: ReturnType<typeof buildWeb>;
let site: string;
let people = 0;
beforeAll(async () => {
  build = buildWeb();
  server = await startTestApp({ env: { QORZHYN_CONFIRM_MINUTES: '1' } });
  Object.assign(server.app.get(WebBuild), { dist: build.dist });
  // Browsers make passkeys for this name and for no address of a machine.
  site = server.url.replace('127.0.0.1', 'localhost');
  browser = await startBrowser();
  visits = new Visits(browser);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
  build?.remove();
});
afterEach(() => visits.close());

/** A device with a finger on its sensor, inside the browser. */
async function withAuthenticator(page: Page, isUserVerified = true): Promise<{ session: CDPSession; id: string }> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId: id } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified,
      automaticPresenceSimulation: true,
    },
  });
  return { session, id };
}

const path = (page: Page) => new URL(page.url()).pathname;
const checked = async (page: Page) => {
  const title = await page.title();
  expect([title, await violations(page)]).toEqual([title, []]);
  expect([title, await sidewaysScroll(page), await smallTargets(page)]).toEqual([title, 0, []]);
};
/** Signs somebody new in by password, and gives their login. */
const enterPassword = async (page: Page): Promise<string> => {
  const login = `person-${(people += 1)}`;
  const body = { role: 'auditor' };
  const { body: invited } = await server.request('POST', '/api/invitations', { cookie: server.adminCookie, body });
  const choice = { login, password };
  await server.request('POST', `/api/invitations/${invited.token}/accept`, { body: choice });
  await page.fill('#login', login);
  await page.fill('#password', password);
  await page.click('form[action^="/sign-in"] .button');
  await page.waitForURL('**/console?*');
  return login;
};

describe.each([
  ['kk', 'Құпиясөз қате'],
  ['ru', 'Неверный пароль'],
])('A person with a phone, in %s', (language, wrongPassword) => {
  it('makes a passkey, signs in with it and removes it', async () => {
    const page = await visits.open(`${site}/sign-in?lang=${language}`, { viewport: PHONE });
    const userName = await enterPassword(page);
    const { session, id } = await withAuthenticator(page);
    await page.goto(`${site}/account?lang=${language}`);
    await checked(page);
    await page.click('[data-passkey="add"]');
    await page.waitForSelector('.keys li');
    expect(await page.locator('.keys li').count()).toBe(1);
    await checked(page);
    const { credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId: id });
    expect(credentials).toMatchObject([{ isResidentCredential: true, rpId: 'localhost', userName }]);

    await page.click('.bar__out button');
    await page.waitForURL('**/sign-in?*');
    // A finger on the sensor also accepts what the browser offers under the field of the login.
    if (path(page) === '/sign-in')
      await page.click('[data-passkey="sign-in"]', { timeout: 2_000 }).catch(() => undefined);
    await page.waitForURL('**/console?*');

    await page.goto(`${site}/account?lang=${language}`);
    await page.click('.keys form .button');
    await page.waitForSelector('#passkeys > p + p');
    expect(await page.locator('.keys li').count()).toBe(0);
  });

  it('must enter the right password before a new key', async () => {
    const page = await visits.open(`${site}/sign-in?lang=${language}`, { viewport: PHONE });
    await enterPassword(page);
    await withAuthenticator(page);
    (server.clock as unknown as { advance(ms: number): void }).advance(120_000);
    await page.goto(`${site}/account?lang=${language}`);
    await page.fill('#passkey-password', 'мимо');
    await page.click('[data-passkey="add"]');
    await page.waitForSelector('#passkey-wrong:not([hidden])');
    expect(await page.textContent('#passkey-wrong')).toContain(wrongPassword);
    await checked(page);
    await page.fill('#passkey-password', password);
    await page.click('[data-passkey="add"]');
    await page.waitForSelector('.keys li');
  });
});

describe('The sign-in page', () => {
  it('says so when the device has no key for this site', async () => {
    const page = await visits.open(`${site}/forgot?lang=kk`, { viewport: PHONE });
    await withAuthenticator(page, false);
    await page.goto(`${site}/sign-in?lang=kk`);
    await page.click('[data-passkey="sign-in"]');
    await page.waitForSelector('#passkey-wrong:not([hidden])');
    expect(await page.textContent('#passkey-wrong')).toContain('Кілт таңдалмады.');
    expect(path(page)).toBe('/sign-in');
    await checked(page);
  });

  it('offers no passkeys at an address without a name', async () => {
    const page = await visits.open(`${server.url}/sign-in?lang=kk`, { viewport: PHONE });
    expect(await page.locator('[data-passkey]').count()).toBe(0);
    expect(await page.getAttribute('#login', 'autocomplete')).toBe('username');
  });
});
