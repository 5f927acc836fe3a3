import type { Browser } from 'playwright-core';
import { WebBuild } from '../../src/pages/web-build.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { holds, startBrowser } from '../support/browser.js';
import { Season } from '../support/season.js';
import { buildWeb } from '../support/web-build.js';

let server: TestApp;
let browser: Browser;
let build: ReturnType<typeof buildWeb>;

beforeAll(async () => {
  build = buildWeb();
  browser = await startBrowser();
  server = await startTestApp();
  Object.assign(server.app.get(WebBuild), { dist: build.dist });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
  build?.remove();
});

describe('a hall and a phone that follow the real server', () => {
  it('see an approved action without anybody touching them', async () => {
    const season = new Season(server.store, 'amal-2026');
    await season.begin(['aktau', 'beineu', 'zhanaozen']);
    await season.submit('a1', 'beineu');
    await season.approve('a1', { trees: 7 });
    await server.request('GET', `/api/challenges/amal-2026/standings?atLeast=${season.position}`);
    const faults: string[] = [];
    const [hall, phone] = await Promise.all(
      [`/screen/amal-2026`, '/?challenge=amal-2026'].map(async (path) => {
        const page = await browser.newPage();
        page.on('pageerror', (error) => faults.push(error.message));
        page.on('console', (message) => {
          if (message.type() === 'error' || /hydration/i.test(message.text())) faults.push(message.text());
        });
        await page.goto(server.url + path);
        await holds(page, 'window.qorzhynBeat > 0');
        return page;
      }),
    );
    expect(await hall!.getAttribute('.leader [data-college]', 'data-college')).toBe('beineu');
    await season.submit('a2', 'aktau');
    await season.approve('a2', { trees: 30 });
    await hall!.waitForSelector('.leader [data-college=aktau]');
    await holds(phone!, `document.querySelector('.lead__name').textContent === 'aktau колледжі'`);
    await holds(
      hall!,
      `/aktau: 30 тал отырғызылды, енді 1-\u2060орында/.test(document.querySelector('.footer').textContent)`,
    );
    expect(faults).toEqual([]);
  });
});
