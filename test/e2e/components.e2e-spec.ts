import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { WebBuild } from '../../src/pages/web-build.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { startBrowser, until } from '../support/browser.js';
import { sidewaysScroll, smallTargets, violations, Visits } from '../support/page-checks.js';
import { buildWeb } from '../support/web-build.js';

/** Part of the pixels that may have changed. */
const CHANGED_AT_MOST = 0.0005;
const pictures = join(__dirname, 'components');

let build: ReturnType<typeof buildWeb>;
let server: TestApp;
let browser: Browser;
let visits: Visits;

beforeAll(async () => {
  build = buildWeb();
  browser = await startBrowser();
  visits = new Visits(browser);
  server = await startTestApp();
  Object.assign(server.app.get(WebBuild), { dist: build.dist });
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
  build?.remove();
});
afterEach(() => visits.close());

const open = async (width: number, colorScheme: 'light' | 'dark'): Promise<Page> => {
  const page = await visits.open(`${server.url}/app/components?lang=kk`, {
    viewport: { width, height: 900 },
    colorScheme,
    reducedMotion: 'reduce',
  });
  await until(async () => (await page.locator('.empty').count()) > 0, 'components are shown');
  await page.evaluate('document.fonts.ready');
  return page;
};
const pixelsOf = (picture: Buffer) => sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });

/** Part of the pixels that differ, 0–1; pictures of different sizes differ in all. */
async function difference(before: Buffer, after: Buffer): Promise<number> {
  const [one, other] = await Promise.all([pixelsOf(before), pixelsOf(after)]);
  const { width, height } = one.info;
  if (width !== other.info.width || height !== other.info.height) return 1;
  return pixelmatch(one.data, other.data, undefined, width, height, { threshold: 0.2 }) / (width * height);
}

describe('Components', () => {
  it.each([
    [390, 'light'],
    [390, 'dark'],
    [1440, 'light'],
    [1440, 'dark'],
  ] as const)('look as in their picture at %i px, %s', async (width, scheme) => {
    const page = await open(width, scheme);
    const shot = await page.screenshot({ fullPage: true });
    const file = join(pictures, `${width}-${scheme}.png`);
    if (process.env['UPDATE_PICTURES']) {
      mkdirSync(pictures, { recursive: true });
      writeFileSync(file, await sharp(shot).png({ palette: true, compressionLevel: 9 }).toBuffer());
    }
    const picture = readFileSync(file);
    expect(await difference(picture, shot)).toBeLessThanOrEqual(CHANGED_AT_MOST);
    await page.evaluate(`document.querySelector('.button').style.setProperty('background', 'magenta')`);
    expect(await difference(picture, await page.screenshot({ fullPage: true }))).toBeGreaterThan(CHANGED_AT_MOST);
  });

  it.each([
    [320, 'light'],
    [390, 'dark'],
    [1440, 'light'],
  ] as const)('are accessible at %i px, %s', async (width, scheme) => {
    const page = await open(width, scheme);
    expect(await violations(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    const small = await smallTargets(page);
    // A radio or a box is hidden behind its label, which is the target.
    expect(small.filter((one) => !/type="(radio|checkbox)"/.test(one))).toEqual([]);
  });

  it('return focus to the button that opened a dialog', async () => {
    const page = await open(390, 'light');
    const button = page.getByRole('button', { name: 'Dialog' });
    await button.click();
    await page.getByRole('dialog', { name: 'Фото' }).waitFor();
    await page.keyboard.press('Escape');
    await until(async () => (await page.getByRole('dialog').count()) === 0, 'the dialog is closed');
    expect(await button.evaluate((one) => one === one.ownerDocument.activeElement)).toBe(true);
  });

  it('move through the menu and the tabs by arrow keys', async () => {
    const page = await open(390, 'light');
    await page.getByRole('button', { name: 'Мәзір' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Профиль' }).waitFor();
    await page.keyboard.press('ArrowDown');
    const focused = () => page.evaluate<string>('document.activeElement.textContent.trim()');
    expect(await focused()).toBe('Шығу');
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: 'Ұпай' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toBe('Журнал');
  });
});
