import { holds } from '../support/browser.js';
import { PHONE, useJourneys, textBox } from '../support/journeys.js';
import { sidewaysScroll, smallTargets, violations } from '../support/page-checks.js';

const journeys = useJourneys();

describe('Public page', () => {
  it.each([320, 345, 390])("separates the leader's name from the points at %i px", async (width) => {
    for (const path of ['/?challenge=word-2026', '/?challenge=amal-2026&board=per-100&lang=ru', '/']) {
      const page = await journeys.visit(path, { viewport: { width, height: 740 } });
      const count = await page.$$eval('.lead, .line', (cards) => cards.length);
      let overlaps = 0;
      for (let index = 0; index < count; index += 1) {
        const name = await textBox(page, '.lead__name, .line__name', index);
        const points = await textBox(page, '.lead__points, .line__points', index);
        if (name.height === 0) continue;
        if (name.right > points.left && name.bottom > points.top && name.top < points.bottom) overlaps += 1;
      }
      expect([path, overlaps]).toEqual([path, 0]);
    }
  });

  it.each([
    '/',
    '/?challenge=green-2026',
    '/?challenge=start-2026',
    '/?challenge=amal-2027&college=c5',
    '/?challenge=amal-2026&board=per-100',
    '/?challenge=amal-2026&college=nobody',
    '/rules/amal-2026',
    '/sign-in',
    '/forgot',
    '/invite/unknown',
    '/nowhere',
  ])('is accessible with targets of 44 px at %s', async (path) => {
    const hasScript = path.startsWith('/?') || path === '/';
    const windows = [
      [{ width: 320, height: 640 }, 'kk'],
      [PHONE, 'ru'],
      [{ width: 1440, height: 900 }, 'ru'],
    ] as const;
    for (const [viewport, lang] of windows) {
      const page = await journeys.visits.open(
        `${journeys.server.url}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`,
        { viewport },
      );
      if (hasScript) await holds(page, 'window.qorzhynBeat > 0');
      expect(await violations(page)).toEqual([]);
      expect(await smallTargets(page)).toEqual([]);
      expect(await sidewaysScroll(page)).toBe(0);
      await journeys.visits.close();
    }
  });

  it.each(['kk', 'ru', 'en'])('keeps each limit of a rulebook on one line in %s', async (lang) => {
    const page = await journeys.visits.open(`${journeys.server.url}/rules/green-2026?lang=${lang}`, {
      viewport: { width: 1440, height: 900 },
    });
    const lines = await page.evaluate<
      number[]
    >(`Array.from(document.querySelectorAll('.rules td:last-child'), (cell) => {
      const range = document.createRange();
      range.selectNode(cell.firstChild);
      return range.getClientRects().length;
    })`);
    expect(new Set(lines)).toEqual(new Set([1]));
    expect(await sidewaysScroll(page)).toBe(0);
  });

  it('aligns the table of a rulebook with its title', async () => {
    const page = await journeys.visits.open(`${journeys.server.url}/rules/green-2026?lang=kk`, { viewport: PHONE });
    const left = (selector: string) => textBox(page, selector).then((box) => box.left);
    expect(await left('.rules tbody th')).toBe(await left('h1'));
  });

  it('finds a fault when there is one: the accessibility check can fail', async () => {
    const page = await journeys.visit('/?challenge=amal-2026');
    await page.evaluate(`document.body.insertAdjacentHTML('beforeend', '<img src="/x.png"><button></button>')`);
    expect((await violations(page)).join()).toMatch(/image-alt/);
    expect(await smallTargets(page)).not.toEqual([]);
  });
});

describe('Page of what to do', () => {
  it.each(['kk', 'ru', 'en'])(
    'is accessible and fits a phone in %s',
    async (language) => {
      const viewport = { width: 390, height: 844 };
      const page = await journeys.visits.open(`${journeys.server.url}/help/what-to-do?lang=${language}`, { viewport });
      expect(await violations(page)).toEqual([]);
      for (const width of [320, 390, 1440]) {
        await page.setViewportSize({ width, height: 800 });
        expect([width, await smallTargets(page)]).toEqual([width, []]);
        expect([width, await sidewaysScroll(page)]).toEqual([width, 0]);
      }
      await page.click('.contents:not(.contents--folded) a[href="#fraud-after-final"]');
      expect(await page.evaluate('scrollY')).toBeGreaterThan(0);
    },
    120_000,
  );

  it('folds its contents on a phone and opens them by keyboard', async () => {
    const page = await journeys.visits.open(`${journeys.server.url}/help/what-to-do?lang=kk`, {
      viewport: PHONE,
      javaScriptEnabled: false,
    });
    expect((await (await page.$('#contents'))!.boundingBox())!.height).toBeLessThan(350);
    await page.focus('.contents--folded details:nth-of-type(5) summary');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL('**#dispute');
    expect(await page.evaluate('scrollY')).toBeGreaterThan(0);
    await page.emulateMedia({ media: 'print' });
    expect(await page.isVisible('#contents')).toBe(false);
  });
});
