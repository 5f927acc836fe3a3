import { startTestApp, type TestApp } from '../support/app.js';

let server: TestApp;
beforeAll(async () => {
  server = await startTestApp();
}, 120_000);
afterAll(() => server.close());

const link = async (name?: string) => {
  const { body } = await server.request('POST', '/api/invitations', {
    cookie: server.adminCookie,
    body: { role: 'auditor', name },
  });
  return body.path as string;
};
const send = (path: string, fields: Record<string, string>) =>
  server.request('POST', path, {
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
    expect(body).not.toContain('<script');
    expect(body).not.toMatch(/<style| style="/);
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
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/invite/done?lang=kk']);
    const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0];
    expect((await server.request('GET', '/api/session', { cookie })).body.viewer.role).toBe('auditor');
    expect((await server.request('GET', '/invite/done')).body).toContain('Бәрі дайын');
    const used = await server.request('GET', path);
    expect([used.status, used.body.includes('Сілтеме жарамсыз')]).toEqual([404, true]);
    expect(used.body).toContain('<a class="button" href="/sign-in?lang=kk">Кіру</a>');
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

  test('escapes names and logins that contain markup', async () => {
    const evil = '"><script>alert(1)</script>';
    const { body } = await server.request('GET', await link(evil));
    expect(body).not.toContain('<script');
    expect(body).toContain('&#60;script&#62;');
    const typed = await send(await link(), { name: evil, login: evil, password: 'x' });
    expect(typed.status).toBe(422);
    expect(typed.body).not.toContain('<script');
  });

  test('refuses a form that another site sends', async () => {
    const answer = await server.request('POST', await link(), {
      body: 'login=x',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://elsewhere.example' },
    });
    expect(answer.body.code).toBe('FOREIGN_ORIGIN');
  });
});
