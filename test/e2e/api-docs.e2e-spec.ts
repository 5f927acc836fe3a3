import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { startTestApp, type TestApp } from '../support/app.js';
import { startBrowser, until } from '../support/browser.js';
import { smallTargets } from '../support/page-checks.js';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

describe('The page of the API', () => {
  let server: TestApp;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startTestApp(), startBrowser()]);
    page = await browser.newPage();
    await page.goto(`${server.url}/api/docs`);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const axe = () =>
    page.evaluate<string[]>(
      `${AXE}; axe.run().then(({ violations }) => violations.map(({ id, impact, nodes }) => [id, impact, nodes.length, nodes[0].html].join(' ')))`,
    );

  it('has no violation for axe, closed and with every operation open', async () => {
    expect(await axe()).toEqual([]);
    await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
    expect(await axe()).toEqual([]);
    await page.evaluate('document.body.append(Object.assign(document.createElement("input"), { id: "bare" }))');
    expect((await axe()).join()).toContain('bare');
    await page.evaluate('document.querySelector("#bare").remove()');
  });

  it('sends an operation and shows the response', async () => {
    await page.click('#listChallenges button');
    const shown = () => page.textContent('#listChallenges [role=status]');
    await until(async () => ((await shown()) ?? '').startsWith('200'));
    expect(await shown()).toContain('"total": 0');
    await page.click('#registerCollege button');
    const refused = () => page.textContent('#registerCollege [role=status]');
    await until(async () => ((await refused()) ?? '').startsWith('401'));
    await page.click('#downloadRosterTemplate button');
    const workbook = () => page.textContent('#downloadRosterTemplate [role=status]');
    await until(async () => /^200 OK\napplication\/[\w.-]+$/.test((await workbook()) ?? ''));
  });

  it('fits a phone', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    const inSentences = /asyncapi|openapi/;
    expect((await smallTargets(page)).filter((one) => !inSentences.test(one))).toEqual([]);
  });
});
