import type { Page } from 'playwright-core';
import { holds, until } from '../support/browser.js';
import { PHONE } from '../support/journeys.js';
import { sidewaysScroll, smallTargets, violations } from '../support/page-checks.js';
import { usePortal } from '../support/portal.js';

const portal = usePortal();
/** Words as people read them, without the marks that bind them. */
const plain = (words: string): string => words.replaceAll('\u2060', '').replaceAll('\u00a0', ' ');
const text = async (page: Page): Promise<string> =>
  plain(await page.evaluate<string>('document.querySelector("main").innerText'));
const status = async (page: Page): Promise<string> =>
  plain((await page.$$eval('[role="status"]', (all) => all.map((one) => one.textContent))).join(' '));

/** Windows in which every page is checked: smallest, phone, desk, and a desk at 200 %. */
const WINDOWS = [
  { width: 320, height: 640, lang: 'kk', colorScheme: 'light' },
  { ...PHONE, lang: 'ru', colorScheme: 'dark' },
  { width: 1440, height: 900, lang: 'kk', colorScheme: 'dark' },
  { width: 720, height: 450, lang: 'ru', colorScheme: 'light' },
] as const;

describe('Portal pages', () => {
  it.each([
    '/portal',
    '/portal/actions',
    '/portal/actions?state=approved',
    '/portal/actions?q=zzzz',
    '/portal/notifications',
    '/portal/profile',
  ])('are accessible with targets of 44 px at %s', async (path) => {
    for (const { lang, colorScheme, ...viewport } of WINDOWS) {
      const address = `${path}${path.includes('?') ? '&' : '?'}lang=${lang}`;
      const page = await portal.visit(address, { viewport, colorScheme, reducedMotion: 'reduce' });
      expect([viewport.width, await violations(page)]).toEqual([viewport.width, []]);
      expect([viewport.width, await smallTargets(page)]).toEqual([viewport.width, []]);
      expect([viewport.width, await sidewaysScroll(page)]).toEqual([viewport.width, 0]);
      await portal.visits.close();
    }
  });

  it('show other roles their profile without the portal', async () => {
    const page = await portal.visit('/profile?lang=ru', { viewport: PHONE, cookie: portal.season.reviewer });
    expect(await text(page)).toMatch(/Проверяющий/);
    expect(await violations(page)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
  });
});

describe('Home page', () => {
  it('shows places, the question and decisions in Kazakh and in Russian', async () => {
    const kk = await text(await portal.visit('/portal?lang=kk', { viewport: PHONE }));
    expect(kk).toMatch(/Сізді күтіп тұр\s+1\s+Қараушының сұрағы/);
    expect(kk).toMatch(/«Актіде 24 себет, есепте 42. Қайсысы дұрыс\?»/);
    expect(kk).toMatch(/Каспий жағалауын тазалау\s+Бекітілді: 130 емес, 96 қап\s+\+37/);
    const ru = await text(await portal.visit('/portal?lang=ru', { viewport: PHONE }));
    expect(ru).toMatch(/Green Challenge\s+8\s*-е место/);
    expect(ru).toMatch(/Отклонено: подтверждений недостаточно/);
  });

  it('leads from the question to its answer by the keyboard alone', async () => {
    const page = await portal.visit('/portal?lang=kk', { viewport: PHONE });
    for (let steps = 0; steps < 12; steps += 1) {
      await page.keyboard.press('Tab');
      if ((await page.evaluate('document.activeElement.textContent.trim()')) === 'Жауап беру') break;
    }
    await page.keyboard.press('Enter');
    await until(() => page.url().includes('/portal/actions/'));
  });

  it('says a new place to screen readers without being opened again', async () => {
    const page = await portal.visit('/portal?lang=kk', { viewport: PHONE, clock: true });
    const cookie = portal.season.organiser;
    const body = { collegeId: 'ushqan-kilem', points: 5, reason: 'bonus' };
    const { status: made } = await portal.server.request('POST', '/api/challenges/green-2026/adjust', { cookie, body });
    expect(made).toBe(200);
    await until(async () => {
      await page.clock.runFor(31_000);
      return /Green Challenge: енді 7-орын, 52 ұпай/.test(await status(page));
    }, 'the new points are said');
  });

  it('shows the last answer with its age without a network', async () => {
    const page = await portal.visit('/portal?lang=kk', { viewport: PHONE });
    await page.waitForTimeout(1_500);
    await page.context().setOffline(true);
    await until(async () => /Желі жоқ\. \d\d:\d\d-(дегі|тегі|дағы|тағы) күй көрсетілген\./.test(await status(page)));
    expect(await text(page)).toMatch(/Сізді күтіп тұр/);
    await page.context().setOffline(false);
    await holds(page, '!/Желі жоқ/.test(document.body.innerText)');
  });

  it('asks nothing of another college', async () => {
    const { cookie } = await portal.server.signedIn('coordinator', 'qarashash');
    const page = await portal.visit('/portal?lang=kk', { viewport: PHONE, cookie });
    expect(await text(page)).not.toMatch(/Актіде 24 себет|Каспий жағалауын/);
    expect(await text(page)).toMatch(/Алғашқы есебіңізді жіберіңіз/);
  });
});

describe('Own actions', () => {
  const rows = async (page: Page): Promise<string[]> =>
    (await page.evaluate<string[]>('Array.from(document.querySelectorAll("main li"), (one) => one.innerText)')).map(
      plain,
    );

  it('are filtered by state, and the address keeps the filter', async () => {
    const page = await portal.visit('/portal/actions?lang=kk', { viewport: { width: 1440, height: 900 } });
    await until(async () => (await rows(page)).length > 2);
    const all = (await rows(page)).length;
    await page.selectOption('#filter-state', 'rejected');
    const areRejected = async () => {
      const shown = await rows(page);
      return shown.length > 0 && shown.length < all && shown.every((row) => row.includes('Қабылданбады'));
    };
    await until(areRejected);
    expect(page.url()).toMatch(/state=rejected$/);
    await page.reload();
    await until(areRejected);
  });

  it('are found by words and by receipt number', async () => {
    const page = await portal.visit('/portal/actions?lang=ru', { viewport: PHONE });
    await until(async () => (await rows(page)).length > 2);
    const all = (await rows(page)).length;
    const [, receipt] = /№ (\d+-\d)/.exec((await rows(page)).join())!;
    await page.fill('[type="search"]', 'Түпқараған');
    await until(
      async () => (await rows(page)).length > 0 && (await rows(page)).every((row) => row.includes('Түпқараған')),
    );
    await page.fill('[type="search"]', ` № ${receipt}`);
    await until(async () => (await rows(page)).length === 1 && (await rows(page))[0]!.includes(`№ ${receipt}`));
    await page.fill('[type="search"]', 'нет такого');
    await holds(page, '/Ничего не найдено/.test(document.body.innerText)');
    await page.getByText('Сбросить фильтр').click();
    await until(async () => (await rows(page)).length === all);
  });
});

describe('Notifications', () => {
  it('count down as they are opened or marked together', async () => {
    const page = await portal.visit('/portal?lang=kk', { viewport: PHONE });
    const bell = () => page.getAttribute('.who .bell', 'aria-label');
    await until(async () => /^\d+ оқылмаған хабарландыру$/.test((await bell()) ?? ''));
    const before = Number.parseInt((await bell())!, 10);
    await page.click('.who .bell');
    await page.waitForSelector('main li a');
    const href = (await page.getAttribute('main li a', 'href'))!;
    await Promise.all([
      page.waitForResponse((response) => response.url().endsWith('/api/notifications/read')),
      page.click('main li a'),
    ]);
    await until(() => page.url().endsWith(href));
    await page.goto(`${portal.server.url}/portal`);
    await until(async () => (await bell()) === `${before - 1} оқылмаған хабарландыру`);
    await page.click('.who .bell');
    await page.getByText('Бәрін оқылған деп белгілеу').click();
    await until(async () => (await status(page)).includes('Бәрі оқылған деп белгіленді.'));
    await page.goto(`${portal.server.url}/portal`);
    await until(async () => (await bell()) === 'Хабарландыру');
  });
});
