import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { drawnPhoto } from '../../src/cli/demo/drawn-photos.js';
import { PORTAL_COLLEGE } from '../../src/cli/demo/portal-story.js';
import { WebBuild } from '../../src/pages/web-build.js';
import { startTestApp, TestClock, type TestApp } from '../support/app.js';
import { startBrowser } from '../support/browser.js';
import { playPortalSeason, PORTAL_NOW, type PortalSeason } from '../support/portal-season.js';
import { buildWeb } from '../support/web-build.js';

const docs = resolve(__dirname, '../../docs');
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

interface Stage {
  server: TestApp;
  season: PortalSeason;
  context: BrowserContext;
  page: Page;
}

/** Each picture of the guide: its name, and how the page comes to show it. They follow each other in one season. */
const pictures: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  async invitation({ server, season, page }) {
    const body = { role: 'coordinator', collegeId: PORTAL_COLLEGE };
    const { path } = (await server.request('POST', '/api/invitations', { cookie: season.organiser, body })).body;
    await page.goto(`${server.url}${path}`);
  },
  async home({ server, season, context, page }) {
    const [name = '', value = ''] = season.coordinator.split('=');
    await context.addCookies([{ name, value, url: server.url }]);
    await page.goto(`${server.url}/portal`);
    await page.locator('.pocket').first().waitFor();
  },
  async report({ server, page }) {
    await page.goto(`${server.url}/portal/report`);
    await page.getByText('Green Challenge', { exact: true }).first().tap();
    await page.locator('button.kind').tap();
    await page.getByRole('dialog').locator('button.option').first().tap();
    await page.locator('.segment').nth(1).locator('label').first().tap();
    await page.getByRole('textbox').first().fill('Ақтау, 5-шағынаудан');
    await page.locator('input[inputmode]').first().fill('40');
  },
  async photos({ page }) {
    const files = await Promise.all([1, 2, 3].map((number) => drawnPhoto('yard', number)));
    await page
      .locator('input[type=file][multiple]')
      .setInputFiles(files.map((buffer, index) => ({ name: `${index + 1}.jpg`, mimeType: 'image/jpeg', buffer })));
    await page.locator('.tile.is-done').nth(2).waitFor({ timeout: 60_000 });
    await page.locator('.tile').first().scrollIntoViewIfNeeded();
  },
  async receipt({ page }) {
    await page.locator('input[type=radio][value="no-minors"]').check({ force: true });
    await page.locator('.button.is-primary').last().tap();
    await page.waitForURL('**/portal/drafts/**');
    await page.getByText(/№/).first().waitFor({ timeout: 60_000 });
  },
  async question({ server, page }) {
    await page.goto(`${server.url}/portal/actions/report-5`);
    await page.locator('.speech').first().waitFor();
  },
  async action({ server, page }) {
    await page.goto(`${server.url}/portal/actions/report-1`);
    await page.locator('.knot').nth(3).waitFor();
  },
  async points({ server, page }) {
    await page.goto(`${server.url}/portal/points?challenge=green-2026`);
    await page.locator('.total').waitFor();
  },
};

export const PICTURES = Object.keys(pictures);
export const LANGUAGES = ['kk', 'ru'] as const;

/** Writes `docs/guide/pictures/<language>-<name>.png`, and `docs/pictures/portal.png` for the README. */
export async function takePictures(): Promise<void> {
  const build = buildWeb();
  const browser = await startBrowser();
  try {
    for (const language of LANGUAGES) await inLanguage(language, browser, build.dist);
  } finally {
    await browser.close();
    build.remove();
  }
}

async function inLanguage(language: (typeof LANGUAGES)[number], browser: Browser, dist: string): Promise<void> {
  const server = await startTestApp({ clock: new TestClock() });
  Object.assign(server.app.get(WebBuild), { dist });
  const season = await playPortalSeason(server);
  const context = await browser.newContext({ ...PHONE, locale: language, reducedMotion: 'reduce' });
  await context.clock.setFixedTime(PORTAL_NOW);
  await context.addCookies([{ name: 'qorzhyn_lang', value: language, url: server.url }]);
  const page = await context.newPage();
  mkdirSync(join(docs, 'guide/pictures'), { recursive: true });
  for (const [name, show] of Object.entries(pictures)) {
    await show({ server, season, context, page });
    await page.evaluate('document.fonts.ready');
    await page.waitForTimeout(800);
    await write(`guide/pictures/${language}-${name}.png`, await page.screenshot());
    console.log(`guide/pictures/${language}-${name}.png`);
    if (name === 'home' && language === 'kk') await write('pictures/portal.png', await page.screenshot());
  }
  await context.close();
  await server.close();
}

/** Half the size is enough to read, and a palette keeps the repository small. */
async function write(name: string, picture: Buffer): Promise<void> {
  const small = sharp(picture).resize({ width: 585 }).png({ palette: true, colours: 128, compressionLevel: 9 });
  writeFileSync(join(docs, name), await small.toBuffer());
}
