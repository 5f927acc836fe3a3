import { startTestApp, TestClock, type TestApp } from '../support/app.js';
import { cookieSetBy } from '../support/authenticator.js';
import { inlineCode } from '../support/inline-code.js';
import { Retention } from '../../src/http/retention.js';

const WEEK_MS = 7 * 86_400_000;
let server: TestApp;
beforeAll(async () => {
  server = await startTestApp();
}, 120_000);
afterAll(() => server.close());

/** A fresh session, because the clock jumps. */
const organiser = () => server.cookieOf(server.adminId);
const invite = async (body: object) => server.request('POST', '/api/invitations', { cookie: await organiser(), body });
const link = async (name?: string) => (await invite({ role: 'auditor', name })).body.path as string;
const again = async (accountId: string) =>
  server.request('POST', `/api/accounts/${accountId}/invite-again`, { cookie: await organiser() });
const send = (path: string, fields: Record<string, string>, cookie?: string) =>
  server.request('POST', path, {
    ...(cookie ? { cookie } : {}),
    body: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });

describe('Invitation page', () => {
  test.each([
    ['kk', 'Қош келдіңіз'],
    ['ru', 'Добро пожаловать'],
    ['en', 'Welcome'],
  ])('speaks %s', async (language, title) => {
    const { body, status } = await server.request('GET', `${await link()}?lang=${language}`);
    expect(status).toBe(200);
    expect(body).toContain(`<html lang="${language}">`);
    expect(body).toContain(`<h1>${title}</h1>`);
  });

  test('needs no script, and links the shared style sheet', async () => {
    const { body, headers } = await server.request('GET', await link());
    expect(inlineCode(body)).toEqual([]);
    expect(body).toContain('<link rel="stylesheet" href="/assets/plain.css">');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('validates fields on the server in the language of the page', async () => {
    const { body } = await server.request('GET', await link());
    expect(body).toContain('novalidate');
    expect(body).not.toMatch(/ required| minlength/);
  });

  test('sets login and password and signs in', async () => {
    const path = await link();
    const answer = await send(path, { name: 'Айгүл', login: 'aigul', password: 'жағадағы жел' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/console?lang=kk']);
    const cookie = cookieSetBy(answer);
    expect((await server.request('GET', '/api/session', { cookie })).body.viewer.role).toBe('auditor');
    const used = await server.request('GET', path);
    expect([used.status, used.body.includes('<h1>Сілтеме қолданылған</h1>')]).toEqual([404, true]);
    expect(used.body).toContain('<a class="button" href="/sign-in?lang=kk">Кіру</a>');
    expect(used.body).toContain('href="/forgot?lang=kk"');
  });

  test('names each wrong field and keeps what was typed, except the password', async () => {
    const path = await link();
    const easy = await send(`${path}?lang=ru`, { name: '', login: 'bolat', password: 'bolat12345' });
    expect(easy.status).toBe(422);
    expect(easy.body).toMatch(/id="password"[^>]*aria-invalid="true"/);
    expect(easy.body).toContain('Пароль слишком простой');
    expect(easy.body).toContain('value="bolat"');
    expect(easy.body).not.toContain('bolat12345');
    const both = await send(`${path}?lang=ru`, { name: '', login: 'Болат', password: 'мало' });
    expect(both.body.match(/aria-invalid="true"/g)).toHaveLength(2);
    const odd = await send(path, { name: '', login: 'Болат', password: 'жағадағы жел' });
    expect(odd.body).toMatch(/id="login"[^>]*aria-invalid="true"/);
    const taken = await send(path, { name: '', login: 'first-organiser', password: 'жағадағы жел' });
    expect(taken.body).toContain('Бұл логин бос емес');
    expect((await send(path, { name: '', login: 'bolat', password: 'жағадағы жел' })).status).toBe(303);
  });

  test('names role, college and last day, and suggests a login', async () => {
    const names = { kk: '«Ұшқан кілем» өнер колледжі', ru: 'Колледж «Ковёр-самолёт»', en: 'Flying Carpet College' };
    const college = { id: 'ushqan-kilem', names, shortNames: names, district: 'aktau' };
    expect((await server.request('POST', '/api/colleges', { cookie: await organiser(), body: college })).status).toBe(
      201,
    );
    const coordinator = { role: 'coordinator', collegeId: 'ushqan-kilem' };
    const { path } = (await invite(coordinator)).body;
    const { body } = await server.request('GET', `${path}?lang=ru`);
    expect(body).toContain('<dt>Ваша роль</dt><dd>координатор</dd>');
    expect(body).toContain('<dd>Колледж «Ковёр-самолёт»</dd>');
    expect(body).toContain('<dd>8 марта, 12:00</dd>');
    expect(body).toContain('value="ushqan.kilem"');
    const answer = await send(`${path}?lang=ru`, { login: 'ushqan.kilem', password: 'жағадағы жел' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/portal?lang=ru']);
    const second = await server.request('GET', (await invite(coordinator)).body.path);
    expect(second.body).toContain('value="ushqan.kilem2"');
    const named = await server.request('GET', (await invite({ ...coordinator, name: 'Айгүл Әлі' })).body.path);
    expect(named.body).toContain('value="aigul.ali"');
  });

  test('gives the organiser a QR code of the link', async () => {
    const { body } = await invite({ role: 'auditor' });
    expect(body.url).toBe(`${server.url}${body.path}`);
    expect(body.qr).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="-4 -4 \d+ \d+".*<\/svg>$/);
  });

  test('tells expired, replaced and unknown links apart, with a way out', async () => {
    const heading = async (path: string) => {
      const { status, body } = await server.request('GET', `${path}?lang=en`);
      return [status, /<h1>(.*?)<\/h1>/.exec(body)?.[1], /href="\/(?:sign-in|forgot)/.test(body)];
    };
    const { body: first } = await invite({ role: 'auditor' });
    const { body: newer } = await again(first.accountId);
    expect(await heading(first.path)).toEqual([404, 'This link was replaced', true]);
    for (const token of ['x', 'A'.repeat(43)])
      expect(await heading(`/invite/${token}`)).toEqual([404, 'There is no such link', true]);
    (server.clock as TestClock).advance(WEEK_MS + 1);
    expect(await heading(newer.path)).toEqual([404, 'This link has expired', true]);
    await server.app.get(Retention).run();
    expect(await heading(newer.path)).toEqual([404, 'This link has expired', true]);
    (server.clock as TestClock).advance(13 * WEEK_MS);
    await server.app.get(Retention).run();
    expect(await heading(newer.path)).toEqual([404, 'There is no such link', true]);
    const stale = await send(`${newer.path}?lang=en`, { login: 'too-late', password: 'жағадағы жел' });
    expect(stale.status).toBe(404);
  });

  test('warns somebody signed in as another person and replaces that session', async () => {
    const other = await server.signedIn('reviewer', null);
    const { body: invited } = await invite({ role: 'auditor' });
    const shown = await server.request('GET', `${invited.path}?lang=en`, { cookie: other.cookie });
    expect(shown.body).toContain('Another account is open in this browser (reviewer).');
    const answer = await send(invited.path, { login: 'newcomer', password: 'жағадағы жел' }, other.cookie);
    expect(answer.status).toBe(303);
    expect((await server.request('GET', '/api/session', { cookie: other.cookie })).body.viewer).toBeNull();
    const own = await server.request('GET', `${(await again(invited.accountId)).body.path}?lang=en`, {
      cookie: cookieSetBy(answer),
    });
    expect(own.body).toContain('<h1>New password</h1>');
    expect(own.body).toContain('This link belongs to the account that you are signed in to.');
    expect(own.body).toContain('value="newcomer"');
  });

  test('tells the reader of a messenger that its browser is its own', async () => {
    const agent = 'Mozilla/5.0 (Linux; Android 13; wv) Chrome/126 Mobile Safari/537.36 Telegram-Android/11.2';
    const path = await link();
    const inside = await server.request('GET', `${path}?lang=en`, { headers: { 'user-agent': agent } });
    expect(inside.body).toContain('This page is open inside a messenger.');
    expect((await server.request('GET', `${path}?lang=en`)).body).not.toContain('messenger');
  });

  test('lands an account without a role on a page that says so', async () => {
    const { accountId } = await server.signedIn('auditor');
    await server.request('POST', `/api/accounts/${accountId}/revoke`, { cookie: await organiser() });
    const { body } = await again(accountId);
    const answer = await send(body.path, { login: 'no-role', password: 'жағадағы жел' });
    expect(answer.headers.get('location')).toBe('/invite/done?lang=kk');
    expect((await server.request('GET', '/invite/done')).body).toContain('рөлі әлі жоқ');
  });

  test('escapes names and logins that contain markup', async () => {
    const evil = '"><script>alert(1)</script>';
    const { body } = await server.request('GET', await link(evil));
    expect(body).not.toContain('<script>');
    expect(body).toContain('&#60;script&#62;');
    const typed = await send(await link(), { name: evil, login: evil, password: 'x' });
    expect(typed.status).toBe(422);
    expect(typed.body).not.toContain('<script>');
  });

  test('refuses a form that another site sends', async () => {
    const answer = await server.request('POST', await link(), {
      body: 'login=x',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://elsewhere.example' },
    });
    expect(answer.body.code).toBe('FOREIGN_ORIGIN');
  });
});
