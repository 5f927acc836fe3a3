import { holds } from '../support/browser.js';
import { COLLEGE_NAMES } from '../support/fictional-board.js';
import { approve, HALL, useJourneys, textBox } from '../support/journeys.js';
import { order, sidewaysScroll, violations } from '../support/page-checks.js';

const journeys = useJourneys();

describe('Hall screen', () => {
  it('shows the board in Kazakh and Russian without any script', async () => {
    const page = await journeys.visit('/screen/amal-2026', { javaScriptEnabled: false });
    const text = await page.textContent('body');
    for (const { shortNames } of COLLEGE_NAMES.slice(0, 10)) {
      expect(text).toContain(shortNames.kk);
      expect(text).toContain(shortNames.ru);
    }
    expect(await page.content()).toMatch(/<noscript><meta http-equiv="refresh" content="30">/);
  });

  it('moves a row, counts its points up and describes the change', async () => {
    const page = await journeys.visit('/screen/amal-2026', { viewport: HALL });
    expect((await order(page)).slice(0, 4)).toEqual(['c1', 'c2', 'c3', 'c4']);
    await approve(journeys.seasons.get('amal-2026')!, 'c5', 50);
    await page.waitForSelector('.row.is-moving .row__delta');
    await page.waitForSelector('.is-moving', { state: 'detached' });
    expect((await order(page)).slice(0, 5)).toEqual(['c1', 'c5', 'c2', 'c3', 'c4']);
    expect(await page.textContent('[data-college=c5] .row__points')).toBe('1\u00a0264');
    await page.waitForSelector('.footer__say--news');
    const said = (await page.textContent('.footer__say--news'))!.replaceAll('\u2060', '');
    expect(said).toContain('Баян Сұлу: 50 тал отырғызылды, енді 2-орында');
    expect(said).toContain('Баян Сулу: 50 деревьев высажено, теперь 2-е место');
  });

  it('names no place after an action that brought no points', async () => {
    const page = await journeys.visit('/screen/green-2026');
    const season = journeys.seasons.get('green-2026')!;
    const day = season.now;
    for (let count = 0; count < 6; count += 1) {
      season.now = day + count;
      await approve(season, 'c9', 50);
    }
    await holds(page, `/ұпай өзгерген жоқ/.test(document.querySelector('.footer').textContent)`);
    expect(await page.textContent('.footer')).toContain('баллы не изменились');
  });

  it('moves nothing for visitors who prefer less motion, and marks the row', async () => {
    const page = await journeys.visit('/screen/green-2026', { reducedMotion: 'reduce' });
    await page.evaluate(`
      window.moved = 0;
      const animate = Element.prototype.animate;
      Element.prototype.animate = function (...given) {
        window.moved += 1;
        return animate.apply(this, given);
      };`);
    await approve(journeys.seasons.get('green-2026')!, 'c4', 60);
    await page.waitForSelector('.row.is-marked [data-college=c4]');
    expect(await page.evaluate('window.moved')).toBe(0);
    expect(await page.$('.is-moving')).toBeNull();
  });

  it('hides a frozen board, then reveals its first page, the leader last', async () => {
    const season = journeys.seasons.get('reveal-2026')!;
    await season.freeze();
    const page = await journeys.visit('/screen/reveal-2026');
    await page.waitForSelector('.hall.is-frozen .lock');
    expect(await page.textContent('.freeze__title')).toBe('Кесте уақытша жабылдыТаблица заморожена');
    expect(await violations(page)).toEqual([]);
    for (const college of ['c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c14']) await season.adjust(college, 5);
    await season.adjust('c8', 400);
    expect(await page.textContent('.leader')).toContain('1\u00a0286');
    await page.evaluate(`
      window.sentences = [];
      new MutationObserver(() => {
        const text = document.querySelector('.footer__say [lang=kk]')?.textContent.replace(/\\u2060/g, '');
        if (text && text !== window.sentences[window.sentences.length - 1]) window.sentences.push(text);
        window.paged = window.paged || !/^1–/.test(document.querySelector('.cap--page').textContent);
      }).observe(document.body, { subtree: true, childList: true, characterData: true });`);
    await season.reveal();
    await holds(page, `document.querySelector('.leader [data-college]')?.getAttribute('data-college') === 'c8'`);
    expect(await page.evaluate('window.paged')).toBeFalsy();
    const sentences = (await page.evaluate<string[]>('window.sentences')).filter((text) => text.endsWith('-орын'));
    expect(sentences).toHaveLength(7);
    expect(sentences[sentences.length - 1]).toBe('Керқұла: 1-орын');
    await page.waitForSelector('.footer__say', { state: 'detached' });
  });

  it('gives every college that shares the first place the same band', async () => {
    const page = await journeys.visit('/screen/ties-2026');
    const bands = await page.$$eval('.row.is-leading', (rows) =>
      rows.map((row) => [row.querySelector('.row__place')!.textContent, row.getBoundingClientRect().height]),
    );
    expect(bands.map(([place]) => place)).toEqual(['1', '1']);
    expect(Math.abs(Number(bands[0]![1]) - Number(bands[1]![1]))).toBeLessThan(8);
    expect(await page.$('.leader')).toBeNull();
  });

  it('turns its pages, shows every college and keeps as many elements', async () => {
    const page = await journeys.visit('/screen/forty-2026', { clock: true });
    const seen = new Set(await order(page));
    for (let turn = 0; turn < 5; turn += 1) {
      await page.clock.fastForward(13_000);
      const shown = await order(page);
      expect(shown).toHaveLength(10);
      for (const college of shown) seen.add(college);
    }
    expect(seen.size).toBe(40);
  });

  it.each(['empty', 'one', 'few', 'start', 'ties', 'long', 'forty'])('is accessible and whole with: %s', async (id) => {
    for (const viewport of [HALL, { width: 1080, height: 1920 }, { width: 1024, height: 768 }]) {
      const page = await journeys.visit(`/screen/${id}-2026`, { viewport });
      if (viewport === HALL) expect(await violations(page)).toEqual([]);
      expect(await sidewaysScroll(page)).toBe(0);
    }
  });

  it.each([HALL, { width: 1024, height: 768 }, { width: 2560, height: 1080 }])(
    'fills the window at $width × $height',
    async (viewport) => {
      const page = await journeys.visit('/screen/amal-2026', { viewport });
      const edge = (selector: string, side: 'right' | 'bottom') =>
        page.$eval(selector, (one, name) => one.getBoundingClientRect()[name], side);
      expect(viewport.width - (await edge('.thread', 'right'))).toBeLessThan(viewport.width * 0.06);
      const lastRow = await page.$$eval('.row', (rows) => rows[rows.length - 1]!.getBoundingClientRect().bottom);
      expect(viewport.height - lastRow).toBeLessThan(viewport.height * 0.16);
    },
  );

  it.each(['1080x1920', '1200x1920', '768x1024', '1024x1280', '1000x1000', '1920x1080'])(
    'keeps head, rows and footer apart at %s',
    async (size) => {
      const [width, height] = size.split('x').map(Number) as [number, number];
      for (const path of ['/screen/amal-2026', '/screen/title-2026']) {
        const page = await journeys.visit(path, { viewport: { width, height } });
        const boxes = await page.$$eval('.row, .footer', (all) => all.map((one) => one.getBoundingClientRect().bottom));
        const footer = await page.$eval('.footer', (one) => one.getBoundingClientRect().top);
        expect(boxes[boxes.length - 2]).toBeLessThanOrEqual(footer + 1);
        expect(boxes[boxes.length - 1]).toBeLessThanOrEqual(height + 1);
        const season = await page.$$eval('.head__season span', (all) =>
          all.map((one) => one.getBoundingClientRect().right),
        );
        const caption = await textBox(page, '.cap--spark');
        if (caption.height > 0) expect(Math.max(...season)).toBeLessThanOrEqual(caption.left);
      }
    },
  );

  it.each([HALL, { width: 1080, height: 1920 }])(
    'separates a long one-word name from the points at $width px',
    async (viewport) => {
      const page = await journeys.visit('/screen/word-2026', { viewport });
      const name = await textBox(page, '.leader__names');
      const points = await textBox(page, '.leader__points');
      expect(name.right).toBeLessThanOrEqual(points.left);
    },
  );
});
