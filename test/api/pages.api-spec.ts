import { readdirSync } from 'node:fs';
import { buildWeb } from '../support/web-build.js';
import { defaultRulebook } from '../../src/challenges/index.js';
import { inlineHash } from '../../src/http/security-headers.js';
import { ownAddress } from '../../src/pages/public/public-page-reader.js';
import { WATCHDOG } from '../../src/pages/public/browser-scripts.js';
import { WebBuild } from '../../src/pages/web-build.js';
import { readEnvironment } from '../../src/config/environment.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { rules, Season } from '../support/season.js';

let server: TestApp;
let build: ReturnType<typeof buildWeb>;
let season: Season;

beforeAll(async () => {
  build = buildWeb();
  server = await startTestApp({ env: { PUBLIC_URL: 'http://qorzhyn.example/' } });
  const web = server.app.get(WebBuild);
  Object.assign(web, { dist: build.dist });
  season = new Season(server.store, 'amal-2026');
  await season.begin(['aktau', 'beineu', 'zhanaozen']);
  await season.submit('a1', 'beineu');
  await season.approve('a1', { trees: 7 });
  await server.request('GET', `/api/challenges/amal-2026/standings?atLeast=${season.position}`);
}, 120_000);

afterAll(async () => {
  await server?.close();
  build?.remove();
});

const get = (path: string, headers: Record<string, string> = {}) => server.request('GET', path, { headers });
/** The words of a page. */
const text = (page: string) =>
  page
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ([.,:])/g, '$1');
const configOf = (page: string) =>
  JSON.parse(/<script type="application\/json" id="config">(.*?)<\/script>/s.exec(page)![1]!);

describe('Public pages', () => {
  test('contain board and QR code in the first HTML of the hall', async () => {
    const { status, headers, body } = await get('/screen/amal-2026');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(body).toContain('<title>Амал қоржыны</title>');
    expect(body.indexOf('data-college="beineu"')).toBeGreaterThan(0);
    expect(body.indexOf('data-college="beineu"')).toBeLessThan(body.indexOf('data-college="aktau"'));
    expect(body).toContain('class="qr"');
    expect(configOf(body)).toMatchObject({ challengeId: 'amal-2026', initial: { challenge: { id: 'amal-2026' } } });
  });

  test('show no QR code when nobody could reach the address', async () => {
    const config = configOf((await get('/screen/amal-2026')).body);
    const { pages } = server.app.get(WebBuild);
    expect(pages.renderScreen(config)).toContain('class="qr"');
    expect(pages.renderScreen({ ...config, publicUrl: null, qr: null })).not.toContain('class="qr"');
  });

  test('bring the Kazakh letters of every weight', () => {
    const fonts = readdirSync(`${build.dist}/web/assets`).filter((file) => /geologica-cyrillic-ext-\d00/.test(file));
    expect(fonts).toHaveLength(4);
  });

  test('allow one inline script by its hash: the watchdog', async () => {
    const { headers, body } = await get('/screen/amal-2026');
    expect(headers.get('content-security-policy')).toContain(inlineHash(WATCHDOG));
    expect(body).toContain(`<script>${WATCHDOG}</script>`);
    expect(body).not.toMatch(/ style="/);
    expect(body.match(/<script>/g)).toHaveLength(1);
  });

  test('answer a person with a page and a program with a problem', async () => {
    const page = await get('/screen/nope', { accept: 'text/html,*/*;q=0.8', 'accept-language': 'ru' });
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect(page.body).toContain('<html lang="ru">');
    expect(page.body).toMatch(/<a class="[^"]*" href="\/">/);
    expect((await get('/nowhere', { accept: 'text/html' })).body).toContain('<html lang="kk">');
    const problem = await get('/screen/nope', { accept: '*/*' });
    expect(problem.headers.get('content-type')).toContain('application/problem+json');
    const asked = await get('/api/challenges/nope', { accept: 'text/html' });
    expect(asked.headers.get('content-type')).toContain('application/problem+json');
  });

  test('are in Kazakh unless English was chosen', async () => {
    expect((await get('/', { 'accept-language': 'en-US,en;q=0.9' })).body).toContain('<html lang="kk">');
    expect((await get('/?lang=en')).body).toContain('<html lang="en">');
  });

  test('carry the explained points of the college that was asked for', async () => {
    const { body } = await get('/?challenge=amal-2026&college=beineu', { 'accept-language': 'ru' });
    expect(body).toContain('<html lang="ru">');
    expect(configOf(body).initial).toMatchObject({ points: { collegeId: 'beineu', points: 27 } });
    expect(body).toContain('7 деревьев высажено');
  });

  test.each([
    ['nothing that the rule counts', 'A', { trees: 4 }, null],
    ['0 participants', 'B', { participants: 0 }, null],
    ['40 participants', 'C', { participants: 40 }, '40 адам қатысты'],
  ])('state no number that was not reported: %s', async (_, league, verified, stated) => {
    await season.submit(`cleanup-${league.toLowerCase()}`, 'zhanaozen', 'cleanup');
    await season.approve(`cleanup-${league.toLowerCase()}`, verified);
    await server.request('GET', `/api/challenges/amal-2026/standings?atLeast=${season.position}`);
    // An address of its own, because a page is cached for a moment.
    const { body } = await get(`/?challenge=amal-2026&college=zhanaozen&league=${league}`);
    expect(body).not.toMatch(/\D0[\s\u00a0](?:адам|қатысушы)/);
    if (stated) expect(body).toContain(stated);
  });

  test('say in a notice that the results are final', async () => {
    const past = new Season(server.store, 'green-2025');
    await past.begin(['aktau', 'beineu'], {}, { track: 'green' });
    await past.adjust('beineu', 20);
    const pageIn = async (language: string) => (await get(`/?challenge=green-2025&lang=${language}`)).body;
    await past.finalise();
    await server.request('GET', `/api/challenges/green-2025/standings?atLeast=${past.position}`);
    for (const [language, said] of [
      ['kk', '<b>Қорытынды бекітілді.</b> Орындар енді өзгермейді.'],
      ['ru', '<b>Итоги утверждены.</b> Места больше не изменятся.'],
      ['en', '<b>Results confirmed.</b> Places will not change any more.'],
    ] as const)
      expect(await pageIn(language)).toContain(`<p class="notice notice--final">${said}</p>`);
    expect((await get('/?challenge=amal-2026')).body).not.toContain('notice--final');
    const hall = (await get('/screen/green-2025')).body;
    expect(hall).toContain('<b>Қорытынды бекітілді.</b> Орындар енді өзгермейді.');
    expect(hall).toContain('<b>Итоги утверждены.</b> Места больше не изменятся.');
  });

  test('say in a notice that a challenge was cancelled, and why', async () => {
    const given = new Season(server.store, 'amal-2024');
    await given.begin(['aktau', 'beineu']);
    await given.freeze();
    await given.adjust('beineu', 20);
    await given.cancel();
    await server.request('GET', `/api/challenges/amal-2024/standings?atLeast=${given.position}`);
    for (const [language, cancelled, why, hint] of [
      ['kk', 'Челлендж тоқтатылды', 'Ауа райы қолайсыз', 'Ұпай енді есептелмейді'],
      ['ru', 'Челлендж отменён', 'Плохая погода', 'Баллы больше не начисляются'],
      ['en', 'Challenge cancelled', 'Bad weather', 'No more points are given'],
    ] as const) {
      const { body } = await get(`/?challenge=amal-2024&lang=${language}`);
      expect(text(body)).toContain(`${cancelled}. ${why}. ${hint}.`);
      expect(body).toContain('class="lead__points"');
      expect(body).not.toContain('notice--frozen');
    }
    const hall = (await get('/screen/amal-2024')).body;
    expect(hall).toContain('<b>Челлендж тоқтатылды.</b> Ауа райы қолайсыз. Ұпай енді есептелмейді.');
    expect(hall).toContain('<b>Челлендж отменён.</b> Плохая погода. Баллы больше не начисляются.');
  });

  test('say in a notice that the results were reopened, and why', async () => {
    const given = new Season(server.store, 'green-2020');
    await given.begin(['aktau', 'beineu']);
    await given.finalise();
    await given.reopen();
    await server.request('GET', `/api/challenges/green-2020/standings?atLeast=${given.position}`);
    for (const [language, said] of [
      ['kk', 'Қорытынды қайта қаралуда. Шағым қаралды. Тексеру жүріп жатыр'],
      ['ru', 'Итоги пересматриваются. Рассмотрена апелляция. Идёт проверка'],
      ['en', 'Results under review. An appeal was considered. Review goes on'],
    ] as const)
      expect(text((await get(`/?challenge=green-2020&lang=${language}`)).body)).toContain(said);
  });

  test('explain the place of a college and its actions without points', async () => {
    const given = new Season(server.store, 'green-2023');
    await given.begin(['aktau', 'beineu', 'zhanaozen']);
    for (const [actionId, collegeId] of [
      ['g1', 'beineu'],
      ['g2', 'beineu'],
      ['g3', 'aktau'],
    ] as const) {
      await given.submit(actionId, collegeId);
      await given.approve(actionId, { trees: 7 });
    }
    await given.revoke('g2');
    await server.request('GET', `/api/challenges/green-2023/standings?atLeast=${given.position}`);
    const { body } = await get('/?challenge=green-2023&college=beineu&lang=ru');
    const said = text(body);
    expect(said).toContain('Утверждение отозвано. Проведение акции не подтвердилось');
    expect(said).toMatch(/Все баллы: 1-\u2060?е место из 3, место разделено/);
    expect(said).toMatch(/На 100 студентов: 2-\u2060?е место из 3/);
    expect(body).toMatch(/<td class="[^"]*is-deciding[^"]*">13,50<\/td>/);
    expect(configOf(body).view).toMatchObject({ collegeId: 'beineu' });
    expect(body).toMatch(/modulepreload" href="\/assets\/CollegePage-/);
    expect((await get('/?challenge=green-2023')).body).not.toMatch(/CollegePage-/);
  });

  test('show challenges as articles, because two may have one name', async () => {
    const { body } = await get('/');
    expect(body).toMatch(/<article class="track/);
    expect(body).not.toMatch(/<section class="track/);
  });

  test('state every limit of a shipped rulebook', async () => {
    const given = new Season(server.store, 'green-2022');
    await given.begin(['aktau'], defaultRulebook('green'), { track: 'green' });
    await server.request('GET', `/api/challenges/green-2022/standings?atLeast=${given.position}`);
    for (const [language, ...said] of [
      ['kk', '20 ұпайдан бастап ұпай түзетуін', '5 күн ішінде білдіріледі', '10 күн ішінде жауап', 'ең көбі 30'],
      ['ru', 'Начиная с 20 баллов поправку', '5 дней после решения', 'не ответили за 10 дней', 'не больше 30'],
      ['en', 'From 20 points up', 'for 5 days after a decision', 'no answer for 10 days', 'at most 30'],
    ] as const) {
      const page = text((await get(`/rules/green-2022?lang=${language}`)).body);
      for (const sentence of said) expect(page).toContain(sentence);
    }
  });

  test('show versions, finals, adjustments and later decisions with the rules', async () => {
    const empty = text((await get('/rules/amal-2026?lang=en')).body);
    expect(empty).toContain('No results are confirmed yet.');
    expect(empty).not.toMatch(/Adjustments|Decisions after/);
    const given = new Season(server.store, 'green-2021');
    await given.begin(['aktau', 'beineu']);
    await given.publish(rules, 2, true);
    await given.withdrawRulebook(2);
    await given.submit('v1', 'beineu');
    await given.adjust('aktau', -15);
    await given.finalise();
    await given.reopen();
    await given.finalise();
    await given.approve('v1', { trees: 7 });
    await server.request('GET', `/api/challenges/green-2021/standings?atLeast=${given.position}`);
    for (const [language, ...said] of [
      ['kk', '2-нұсқа', 'Алынып тасталды: 2026 жылғы 5 қазан. Себебі: Қате түзетілді.', '1-қорытынды', '0 → 17'],
      ['ru', 'Версия 2', 'Отозвана 5 октября 2026 г. Причина: Исправлена ошибка.', 'Итоги № 1', '−15'],
      ['en', 'Version 2', 'Withdrawn on 5 October 2026. Reason: A mistake was corrected.', 'Results no. 1', 'abababab'],
    ] as const) {
      const page = text((await get(`/rules/green-2021?lang=${language}`)).body).replaceAll('\u2060', '');
      for (const sentence of said) expect(page).toContain(sentence);
    }
    const { body } = await get('/rules/green-2021?lang=en');
    expect(body.match(/<em[^>]*>in force<\/em>/g)).toHaveLength(2);
    expect(text(body)).toMatch(/Reopened on 5 October 2026, \d\d:\d\d. Reason: An appeal was considered\./);
  });

  test('ignore malformed queries and refuse unknown challenges', async () => {
    expect((await get('/?challenge=%3Cscript%3E&board=x&college=..%2F..&league=zz')).status).toBe(200);
    const unknown = await get('/screen/green-1999');
    expect([unknown.status, unknown.body.code]).toEqual([404, 'CHALLENGE_NOT_FOUND']);
  });

  test('serve built files only, compressed and immutable', async () => {
    const { body } = await get('/screen/amal-2026');
    const script = /src="(\/assets\/screen-[^"]+\.js)"/.exec(body)![1]!;
    const packed = await get(script, { 'accept-encoding': 'gzip' });
    expect(packed.status).toBe(200);
    expect(packed.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(packed.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    const sheet = await get('/assets/plain.css');
    expect(sheet.headers.get('cache-control')).toBe('public, max-age=3600');
    for (const path of ['/assets/..%2F.vite%2Fscreen.json', '/assets/none.js'])
      expect((await get(path)).status).toBe(404);
  });
});

test('ownAddress prefers the public address, then the local network', () => {
  const at = (env: Record<string, string>, base = 'http://localhost:3000') =>
    ownAddress(readEnvironment(env), base, 3000);
  expect(at({}, 'https://qorzhyn.example')).toBe('https://qorzhyn.example/');
  expect(at({ HOST: '0.0.0.0' }, 'http://192.168.1.7:3000')).toBe('http://192.168.1.7:3000/');
  expect(at({ HOST: '192.168.1.20' })).toBe('http://192.168.1.20:3000/');
  expect([at({}), at({ HOST: '::1' }), at({ HOST: 'localhost' })]).toEqual([null, null, null]);
});

test('a television that meets a 429 gets a page that reloads itself', async () => {
  const strict = await startTestApp({ env: { QORZHYN_READS_PER_MINUTE: '1' } });
  try {
    Object.assign(strict.app.get(WebBuild), { dist: build.dist });
    await new Season(strict.store, 'lead-26').begin(['aktau']);
    const ask = () => strict.request('GET', '/screen/lead-26', { headers: { accept: 'text/html' } });
    let answer = await ask();
    for (let asked = 0; asked < 100 && answer.status !== 429; asked += 1) answer = await ask();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([429, 'text/html; charset=utf-8']);
    expect(Number(/http-equiv="refresh" content="(\d+)"/.exec(answer.body)?.[1])).toBeGreaterThanOrEqual(30);
  } finally {
    await strict.close();
  }
}, 60_000);
