import type { Page } from 'playwright-core';
import { holds, until } from '../support/browser.js';
import { approve, PHONE, useJourneys } from '../support/journeys.js';
import { sidewaysScroll, smallTargets, violations } from '../support/page-checks.js';

const journeys = useJourneys();

describe('Public page', () => {
  it('shows every challenge and follows it', async () => {
    const page = await journeys.visit('/', { viewport: PHONE });
    expect(await page.$$eval('h2', (all) => all.map((one) => one.textContent))).toEqual(
      expect.arrayContaining(['Амал қоржыны', 'Green Challenge']),
    );
    expect(await page.getAttribute('.overview .links a', 'href')).toBe('/sign-in?lang=kk');
    await journeys.seasons.get('amal-2027')!.adjust('c2', 400);
    await holds(
      page,
      `document.querySelector('#title-amal-2027').closest('article').querySelector('.lead__name').textContent === 'Ақ Жайық көркем колледжі'`,
    );
    await holds(
      page,
      `Array.from(document.querySelectorAll('p[role=status]')).some((one) => one.textContent.includes('Ақ Жайық'))`,
    );
  });

  it('leads by keyboard from a board to the explained points', async () => {
    const page = await journeys.visit('/?challenge=amal-2027', { viewport: PHONE });
    await page.click('text=100 студентке');
    await page.click('text=A лигасы');
    await holds(page, `document.querySelectorAll('.lines--all li').length === 7`);
    expect(new URL(page.url()).search).toBe('?challenge=amal-2027&board=per-100&league=A');
    await page.focus('.lines--all [data-college=c5] .line');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.action');
    await holds(page, `document.activeElement?.tagName === 'H1'`);
    const card = (await page.textContent('.action[open]'))!;
    expect(card).toContain('50 тал отырғызылды');
    expect(card).toContain('10 + әр талға 1\u00a0ұпай');
    expect(await page.textContent('.chain')).toContain('барлығы');
    await page.goBack();
    await page.waitForSelector('.lines--all');
  });

  it('changes its language in place and keeps it', async () => {
    const page = await journeys.visit('/?challenge=amal-2027&college=c5', { viewport: PHONE });
    await page.goto(`${journeys.server.url}/?challenge=amal-2027`);
    await holds(page, 'window.qorzhynBeat > 0');
    await page.click('.langs a[lang=ru]');
    await holds(page, `document.documentElement.lang === 'ru'`);
    expect(await page.textContent('.tools')).toContain('На 100 студентов');
    await page.goto(`${journeys.server.url}/?challenge=amal-2027&college=c5`);
    expect(await page.textContent('.action[open]')).toContain('1 балл за каждое дерево');
    expect(await page.textContent('.college__points')).toMatch(/1\u00a0264\s+балла/);
  });

  it('explains the place of a college and what moved it', async () => {
    const page = await journeys.visit('/?challenge=ties-2026&lang=ru', { viewport: PHONE });
    await page.click('[data-college=c9] .line');
    await page.waitForSelector('.ranks .is-own');
    expect(await page.textContent('.ranks caption')).toMatch(/место из 11/);
    expect(await page.locator('.changes li').count()).toBe(0);
    await page.click('.changes summary');
    await page.waitForSelector('.changes li');
    expect(await page.textContent('.changes')).toContain('баллы исправлены');
    expect(await violations(page)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
  });

  it('loads the explanation of a college again only when that college changed', async () => {
    const page = await journeys.visit('/?challenge=ties-2026&college=c1', { viewport: PHONE });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    const season = journeys.seasons.get('ties-2026')!;
    for (const college of ['c9', 'c10', 'c11']) await season.adjust(college, 1);
    await journeys.server.request('GET', `/api/challenges?atLeast=${season.position}`);
    await season.adjust('c1', 7);
    await holds(page, `/907/.test(document.querySelector('.college__points').textContent)`);
    await until(() => asked.some((path) => path.endsWith('/points')));
    for (let count = 0; count < 5; count += 1) await season.adjust('c1', 1);
    await holds(page, `/912/.test(document.querySelector('.college__points').textContent)`);
    expect(asked.filter((path) => path.endsWith('/points')).length).toBeLessThanOrEqual(3);
    // The browser may fetch the icon late.
    const calls = asked.filter((path) => path.startsWith('/api/'));
    expect(calls.filter((path) => !path.endsWith('/points'))).toEqual([]);
  });

  it('fetches nothing that it was served with', async () => {
    const asked: string[] = [];
    const page = await journeys.visits.open('about:blank');
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(`${journeys.server.url}/?challenge=few-2026&college=c1`);
    await holds(page, 'window.qorzhynBeat > 0');
    await page.waitForTimeout(1_500);
    expect(asked.filter((path) => path.startsWith('/api/'))).toEqual([]);
    expect(new Set(asked).size).toBe(asked.length);
  });

  it('says at once that the network is gone, and recovers', async () => {
    const page = await journeys.visits.open(
      `${journeys.server.url.replace('127.0.0.1', 'hall.test')}/?challenge=few-2026`,
      {
        viewport: PHONE,
      },
    );
    await holds(page, 'window.qorzhynBeat > 0');
    await page.context().setOffline(true);
    await holds(page, `/Интернет жоқ/.test(document.body.textContent)`);
    await page.context().setOffline(false);
    await holds(page, `!/Интернет жоқ/.test(document.body.textContent)`);
  });

  it('shows the last page after a reload without a network', async () => {
    const page = await journeys.visits.open(`${journeys.server.url}/?challenge=few-2026`, {
      viewport: PHONE,
      serviceWorkers: 'allow',
    });
    await page.evaluate('navigator.serviceWorker.ready');
    await holds(page, 'navigator.serviceWorker.controller !== null');
    await page.reload();
    await page.reload();
    await page.context().setOffline(true);
    await page.reload();
    expect(await page.textContent('.card')).toContain('Қарашаш');
    await holds(page, 'window.qorzhynBeat > 0');
  });

  it('says on the page of a college that the board is frozen', async () => {
    await journeys.seasons.get('few-2026')!.freeze();
    const page = await journeys.visit('/?challenge=few-2026&college=c1&lang=ru', { viewport: PHONE });
    await holds(page, `/Таблица заморожена/.test(document.querySelector('.college__body').textContent)`);
    await journeys.seasons.get('few-2026')!.reveal();
  });

  it('hides the changes of a freeze in the browser of staff too', async () => {
    const season = journeys.seasons.get('few-2026')!;
    await season.freeze();
    await journeys.server.request('GET', `/api/challenges?atLeast=${season.position}`);
    const cookie = journeys.server.adminCookie;
    const pages = await Promise.all(
      ['/screen/few-2026', '/?challenge=few-2026', '/?challenge=few-2026&college=c3'].map((path) =>
        journeys.visit(path, { cookie }),
      ),
    );
    await season.adjust('c3', 500);
    const seen = `/api/challenges/few-2026/standings?atLeast=${season.position}`;
    expect((await journeys.server.request('GET', seen, { cookie })).body.rows[0]).toMatchObject({
      collegeId: 'c3',
      points: 530,
    });
    const [hall, board, college] = pages as [Page, Page, Page];
    await board.click('text=100 студентке');
    await board.waitForSelector('.lines--all');
    await hall.waitForTimeout(2_000);
    for (const page of pages) {
      expect(await page.textContent('body')).toMatch(/Кесте уақытша жабылды/);
      expect(await page.innerText('#app')).not.toMatch(/530|500/);
    }
    await season.reveal();
    await holds(hall, `document.querySelector('.leader [data-college]')?.getAttribute('data-college') === 'c3'`);
    await holds(college, `/530/.test(document.querySelector('.college__points').textContent)`);
    await season.adjust('c3', -500);
  });

  it('prints ten places of each challenge and the colour of the bands', async () => {
    const page = await journeys.visit('/', { viewport: { width: 794, height: 1123 } });
    const rows = () =>
      page.$$eval(
        '.track:has(#title-amal-2026) .lines li',
        (all) => all.filter((one) => one.getBoundingClientRect().height > 0).length,
      );
    const onScreen = await rows();
    await page.emulateMedia({ media: 'print' });
    expect([onScreen, await rows()]).toEqual([3, 9]);
    const adjust = `getComputedStyle(document.querySelector('.lead')).getPropertyValue('print-color-adjust')`;
    expect(await page.evaluate(adjust)).toBe('exact');
    for (const selector of ['.langs', '.links', '.all']) expect(await page.isVisible(selector)).toBe(false);
  });

  it('names the reason for different places with equal points', async () => {
    const season = journeys.seasons.get('long-2026')!;
    await approve(season, 'c4', 30);
    await season.adjust('c4', 60 - 10);
    await journeys.server.request('GET', `/api/challenges?atLeast=${season.position}`);
    const { body } = await journeys.server.request('GET', '/api/challenges/long-2026/standings');
    const [third, fourth] = body.rows.slice(2);
    expect([third.points, fourth.points, fourth.rank]).toEqual([third.points, third.points, 4]);
    const page = await journeys.visit('/?challenge=long-2026&lang=ru', { viewport: PHONE });
    expect(await page.textContent(`[data-college=${fourth.collegeId}]`)).toContain(
      'Баллы равны, видов акций меньше: 0',
    );
  });

  it('leads from a college that does not take part to the board', async () => {
    const page = await journeys.visit('/?challenge=amal-2026&college=nobody', { viewport: PHONE });
    await page.waitForSelector('text=Бұл колледж челленджге қатыспайды.');
    await page.click('text=Орындар кестесі');
    await page.waitForSelector('.lines--all');
  });

  it('shows the focus of the keyboard on the leader and on rows', async () => {
    const page = await journeys.visit('/?challenge=amal-2026', { viewport: PHONE });
    for (const selector of ['.lead', '.line']) {
      await page.keyboard.press('Tab');
      await page.focus(selector);
      const [outline, background, offset] = await page.evaluate<[string, string, number]>(`(() => {
        const { outlineColor, outlineOffset, backgroundColor, outlineStyle } = getComputedStyle(document.activeElement);
        return [outlineStyle + ' ' + outlineColor, backgroundColor, Number.parseInt(outlineOffset, 10)];
      })()`);
      expect(outline).toMatch(/^solid/);
      expect(outline).not.toContain(String(background));
      expect(offset).toBeLessThan(0);
    }
  });

  it('distinguishes two seasons of one challenge at 360 px', async () => {
    const page = await journeys.visit('/?challenge=amal-2026&college=c1', { viewport: { width: 360, height: 740 } });
    const labels = await page.$$eval('.segment--dark a', (all) => all.map((one) => one.textContent));
    expect(new Set(labels.filter((label) => /Амал.*(2026|2027)/.test(String(label)))).size).toBeGreaterThanOrEqual(2);
    expect(await sidewaysScroll(page)).toBe(0);
  });
});
