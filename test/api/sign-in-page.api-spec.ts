import { startTestApp, type Asking, type TestApp } from '../support/app.js';
import { inlineCode } from '../support/inline-code.js';

let server: TestApp;
beforeAll(async () => {
  server = await startTestApp();
}, 120_000);
afterAll(() => server?.close());

const get = (path: string, cookie?: string) => server.request('GET', path, cookie ? { cookie } : {});
const post = (path: string, fields: Record<string, string>, more: Asking = {}) =>
  server.request('POST', path, {
    ...more,
    body: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...more.headers },
  });
const right = { login: 'first-organiser', password: 'құпия сөз 2026' };
const cookieOf = ({ headers }: { headers: Headers }) => (headers.get('set-cookie') ?? '').split(';')[0]!;

describe('Sign-in page', () => {
  test.each([
    ['kk', 'Кіру'],
    ['ru', 'Вход'],
    ['en', 'Sign in'],
  ])('speaks %s and needs no script', async (language, title) => {
    const { status, body, headers } = await get(`/sign-in?lang=${language}`);
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(body).toContain(`<html lang="${language}">`);
    expect(body).toContain(`<h1>${title}</h1>`);
    expect(inlineCode(body)).toEqual([]);
  });

  test('opens a session and the start page of the role', async () => {
    const answer = await post('/sign-in?lang=ru', right);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/console?lang=ru']);
    const cookie = cookieOf(answer);
    expect((await get('/api/session', cookie)).body.viewer.role).toBe('organiser');
    expect((await get('/sign-in', cookie)).headers.get('location')).toBe('/console?lang=kk');
    expect((await get('/sign-in?lang=ru', cookie)).headers.get('location')).toBe('/console?lang=ru');
  });

  test('lets a session that is not remembered end with the browser', async () => {
    const cookies = async (fields: Record<string, string>) =>
      (await post('/sign-in', { ...right, ...fields })).headers.getSetCookie().map((one) => one.replace(/=[^;]*/, ''));
    const attributes = 'Path=/; HttpOnly; SameSite=Lax';
    expect(await cookies({ remember: 'yes' })).toEqual([
      `qorzhyn_session; Max-Age=259200; ${attributes}`,
      `qorzhyn_device; Max-Age=34560000; ${attributes}`,
    ]);
    expect(await cookies({})).toEqual([`qorzhyn_session; ${attributes}`, `qorzhyn_device; ${attributes}`]);
    const answer = await server.request('POST', '/api/session', { body: { ...right, remember: false } });
    expect(answer.headers.getSetCookie()[0]).not.toMatch(/max-age/i);
    expect((await post('/sign-in', { login: '', remember: 'yes' })).body).toMatch(
      /name="remember" value="yes" checked/,
    );
    expect((await post('/sign-in', { login: '' })).body).not.toMatch(/name="remember" value="yes" checked/);
  });

  test('offers to remember a phone or a computer by its name', async () => {
    const on = async (agent: string) =>
      (await server.request('GET', '/sign-in', { headers: { 'user-agent': agent } })).body;
    expect(await on('Mozilla/5.0 (Linux; Android 13) Chrome/126 Mobile Safari/537.36')).toContain('Осы телефонда');
    expect(await on('Mozilla/5.0 (X11; Linux x86_64) Chrome/126 Safari/537.36')).toContain('Осы құрылғыда');
  });

  test.each([
    ['qorzhyn_theme=dark', '<html data-theme="dark" lang="kk">'],
    ['qorzhyn_theme=light', '<html data-theme="light" lang="kk">'],
    ['qorzhyn_theme="><script>', '<html lang="kk">'],
  ])('has the colours that %s remembers', async (cookie, start) => {
    expect((await get('/sign-in', cookie)).body).toContain(start);
    const missing = await server.request('GET', '/nowhere', { cookie, headers: { accept: 'text/html' } });
    expect(missing.body).toContain(start);
  });

  test('leads somebody without a password to the page of ways out', async () => {
    expect((await get('/sign-in?lang=ru')).body).toContain('href="/forgot?lang=ru"');
    const { status, body } = await get('/forgot?lang=ru');
    expect([status, inlineCode(body)]).toEqual([200, []]);
    expect(body).toContain('Попросите ссылку у организатора');
  });

  test.each([
    ['/console/review', '/console/review?lang=ru'],
    ['/?challenge=amal-2026', '/?challenge=amal-2026&lang=ru'],
    ['/rules/amal-2026?lang=en', '/rules/amal-2026?lang=en'],
  ])('returns to %s, which asked for the sign-in, in the chosen language', async (next, location) => {
    const { headers } = await post(`/sign-in?lang=ru&next=${encodeURIComponent(next)}`, right);
    expect(headers.get('location')).toBe(location);
  });

  test.each(['https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example', '/%0d%0aset-cookie:a=b'])(
    'never leads to %s',
    async (next) => {
      const { headers } = await post(`/sign-in?next=${encodeURIComponent(next)}`, right);
      expect(headers.get('location')).toBe('/console?lang=kk');
    },
  );

  test('refuses a wrong password in one sentence and keeps the login', async () => {
    const { status, body, headers } = await post('/sign-in?lang=ru', { login: 'first-organiser', password: 'мимо' });
    expect([status, headers.get('set-cookie')]).toEqual([401, null]);
    expect(body).toContain('Неверный логин или пароль.');
    expect(body).toContain('value="first-organiser"');
    expect(body).not.toContain('мимо');
  });

  test('names each field that is empty', async () => {
    const { status, body } = await post('/sign-in?lang=en', {});
    expect(status).toBe(422);
    expect(body).toContain('Enter your login.');
    expect(body).toContain('Enter your password.');
  });

  test('tells when to try again after too many wrong passwords', async () => {
    const wrong = { login: 'nobody', password: 'x' };
    let answer = await post('/sign-in?lang=en', wrong);
    for (let tries = 0; tries < 30 && answer.status === 401; tries += 1) answer = await post('/sign-in?lang=en', wrong);
    expect(answer.status).toBe(429);
    expect(answer.body).toMatch(/Try again in \d+ min\./);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test.each([
    ['/sign-in', 'login=a%00b&password=x', 422],
    ['/sign-in', 'login=first-organiser&password=x%00', 422],
    ['/sign-in', 'login=%ff&password=%ff', 401],
    ['/%61pi/session', 'login=a%00b&password=x', 415],
  ])('refuses text that no store can hold: %s %s', async (path, body, refusal) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await server.request('POST', path, { body, headers })).status).toBe(refusal);
  });

  test('keeps the address to return to when the language is changed', async () => {
    const { body } = await get('/sign-in?lang=ru&next=/console/review');
    expect(body).toContain('href="/sign-in?lang=kk&amp;next=%2Fconsole%2Freview"');
  });

  test('escapes what was typed', async () => {
    const { body } = await post('/sign-in', { login: '"><script>alert(1)</script>', password: 'x' });
    expect(inlineCode(body)).toEqual([]);
    expect(body).not.toContain('<script>');
  });

  test('refuses a form that another site sends', async () => {
    const { body } = await post('/sign-in', right, { headers: { origin: 'https://elsewhere.example' } });
    expect(body.code).toBe('FOREIGN_ORIGIN');
  });

  test.each([
    ['/sign-in', 'kk', 'бөтен беттен'],
    ['/sign-out', 'ru', 'чужой страницы'],
    ['/invite/none', 'en', 'foreign page'],
  ])('refuses such a form at %s with a page in %s', async (path, language, words) => {
    const headers = { origin: 'https://elsewhere.example', accept: 'text/html,*/*' };
    const { status, body, headers: sent } = await post(`${path}?lang=${language}`, right, { headers });
    expect([status, sent.get('content-type')]).toEqual([403, 'text/html; charset=utf-8']);
    expect(body).toContain(words);
    expect(body).toContain('href="/"');
  });
});

describe('Sign-out', () => {
  test('ends the session and says so', async () => {
    const { cookie } = await server.signedIn('auditor');
    const answer = await post('/sign-out?lang=en', {}, { cookie });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in?out=1&lang=en']);
    expect(answer.headers.get('clear-site-data')).toBe('"cache", "storage"');
    expect((await get('/api/session', cookie)).body.viewer).toBeNull();
    expect((await get('/sign-in?out=1&lang=en')).body).toContain('You are signed out.');
  });
});

describe('Login in the address', () => {
  test('fills the form, and the password never', async () => {
    const { body } = await get('/sign-in?login=%3Cb%3E&password=dala9431&lang=en');
    expect(body).toMatch(/value="(&lt;|&#60;)b/);
    expect(body).not.toContain('dala9431');
    expect(body).not.toContain('data-demo');
  });
});

describe('Start page', () => {
  test('asks for a sign-in first', async () => {
    const { status, headers } = await get('/console');
    expect([status, headers.get('location')]).toEqual([303, '/sign-in?next=/console&lang=kk']);
  });

  test.each([
    ['reviewer', '/console', 'You are a reviewer.'],
    ['auditor', '/console', 'You are an auditor.'],
  ] as const)('sends a %s to %s', async (role, path, sentence) => {
    const { cookie } = await server.signedIn(role);
    expect((await get('/portal?lang=en', cookie)).headers.get('location')).toBe(`${path}?lang=en`);
    expect((await get(`${path}?lang=en`, cookie)).body).toContain(sentence);
  });

  test('shows an organiser which step is next and where the interface is', async () => {
    const cookie = server.adminCookie;
    const step = (body: string) => /<li class="step is-todo"><div><h2>(.*?)<\/h2>/.exec(body)?.[1];
    const first = (await get('/console?lang=en', cookie)).body;
    expect(step(first)).toBe('List of colleges');
    expect(first).toContain('href="/api/docs"');
    const names = { kk: 'Теңіз', ru: 'Тениз', en: 'Teniz' };
    const college = { id: 'teniz', names, shortNames: names, district: 'aktau' };
    await server.request('POST', '/api/colleges', { cookie, body: college });
    const without = (await get('/console?lang=ru', cookie)).body;
    expect(without).toContain('У 1 колледжа нет числа студентов');
    const enrolment = { students: 640, asOf: '2026-02-20', source: 'nobd' };
    await server.request('POST', '/api/colleges/teniz/enrolments', { cookie, body: enrolment });
    const ready = (await get('/console?lang=ru', cookie)).body;
    expect(ready).toContain('Внесён 1 колледж.');
    expect(step(ready)).toBe('Объявление челленджа');
    const titles = { kk: '<b>Жасыл</b>', ru: 'Зелёный', en: 'Green' };
    const dates = { opensOn: '2026-09-01', closesOn: '2026-11-30' };
    const challenge = { id: 'green-2026', track: 'green', titles, season: titles, ...dates };
    const { body } = await server.request('POST', '/api/challenges', { cookie, body: challenge });
    await server.request('GET', `/api/challenges?atLeast=${body.position}`);
    const announced = (await get('/console?lang=kk', cookie)).body;
    expect(step(announced)).toBe('Ұпай ережесі');
    expect(announced).toContain('ашылатын күні: 1 қыркүйек');
    expect(announced).not.toContain('<b>Жасыл');
  });
});
