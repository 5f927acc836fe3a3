import { startTestApp, type Answer, TestClock, type TestApp } from '../support/app.js';
import { inlineCode } from '../support/inline-code.js';
import { cookieSetBy, TestAuthenticator } from '../support/authenticator.js';
import { removeSecondFactors } from '../../src/cli/remove-second-factor/remove-second-factor.js';
import { AppConfig } from '../../src/config/environment.js';
import { DataSource } from 'typeorm';

const password = 'құпия сөз 2026';
const right = { login: 'first-organiser', password, remember: 'yes' };
const QUARTER_HOUR_MS = 900_000;
let server: TestApp;
beforeAll(async () => {
  server = await startTestApp({ env: { QORZHYN_SECOND_FACTOR: 'required', QORZHYN_CONFIRM_MINUTES: '15' } });
}, 120_000);
afterAll(() => server?.close());

const get = (path: string, cookie?: string) => server.request('GET', path, cookie ? { cookie } : {});
const post = (path: string, fields: Record<string, string> = {}, cookie?: string) =>
  server.request('POST', path, {
    ...(cookie ? { cookie } : {}),
    body: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
const goesTo = ({ status, headers }: Answer) => [status, headers.get('location')];
const clock = () => server.clock as TestClock;
const keyIn = (body: string) => /<p class="secret"><code>([A-Z2-7 ]+)<\/code>/.exec(body)![1]!.replaceAll(' ', '');
const codesIn = (body: string) => [...body.matchAll(/<li><code>([0-9A-Z-]{19})<\/code>/g)].map(([, code]) => code!);

/** Adds an app on the pages; the session may do nothing else before. */
async function addOnPages(cookie: string, language = 'en') {
  const offered = await post(`/account/second-factor?lang=${language}`, {}, cookie);
  const path = offered.headers.get('location')!;
  const shown = await get(path, cookie);
  const secret = keyIn(shown.body);
  const app = new TestAuthenticator(`otpauth://totp/x?secret=${secret}`, clock());
  return { app, path, shown, secret };
}

describe('pages of the second factor', () => {
  let session: string;
  let app: TestAuthenticator;
  let codes: string[];

  it.each([
    ['kk', 'Екінші факторды қосыңыз', 'Екінші қадам'],
    ['ru', 'Добавьте второй фактор', 'Второй шаг'],
    ['en', 'Add a second factor', 'Second step'],
  ])('lead a person without a factor to its page, in %s', async (language, title) => {
    const signedIn = await post(`/sign-in?lang=${language}&next=/console`, right);
    expect(goesTo(signedIn)).toEqual([303, `/account?lang=${language}`]);
    session = cookieSetBy(signedIn);
    expect(goesTo(await get(`/console?lang=${language}`, session))).toEqual([
      303,
      `/sign-in?next=/console&lang=${language}`,
    ]);
    expect(goesTo(await get(`/sign-in?next=/console&lang=${language}`, session))).toEqual([
      303,
      `/account?lang=${language}`,
    ]);
    const { status, body, headers } = await get(`/account?lang=${language}`, session);
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(body).toContain(`<h1>${title}</h1>`);
    expect(inlineCode(body)).toEqual([]);
  });

  it('show a QR code, a key and then ten recovery codes', async () => {
    const added = await addOnPages(session);
    expect(added.shown.body).toMatch(/<svg class="qr" viewBox="-4 -4 \d+ \d+"/);
    expect(inlineCode(added.shown.body)).toEqual([]);
    const empty = await post(added.path, { code: ' ' }, session);
    expect([empty.status, keyIn(empty.body)]).toEqual([422, added.secret]);
    expect(empty.body).toContain('Enter the code of the app.');
    const wrong = await post(added.path, { code: added.app.code(9) }, session);
    expect([wrong.status, keyIn(wrong.body)]).toEqual([422, added.secret]);
    expect(wrong.body).toContain('The code does not fit.');
    const done = await post(added.path, { code: added.app.next() }, session);
    codes = codesIn(done.body);
    expect([done.status, new Set(codes).size]).toEqual([200, 10]);
    app = added.app;
    expect((await get('/account?lang=en', session)).body).toContain('Unused recovery codes: 10.');
    expect((await get(added.path, session)).body.code).toBe('SECOND_FACTOR_EXISTS');
    expect((await get('/console?lang=en', session)).body).toContain('href="/account?lang=en"');
  });

  it.each([
    ['kk', 'Екінші қадам', 'Код қате'],
    ['ru', 'Второй шаг', 'Код неверный'],
    ['en', 'Second step', 'The code is wrong'],
  ])('ask for the code after the password, in %s', async (language, title, sentence) => {
    const first = await post(`/sign-in?lang=${language}&next=${encodeURIComponent('/console?a=1')}`, right);
    const asked = `/sign-in/code?lang=${language}&next=%2Fconsole%3Fa%3D1`;
    expect(goesTo(first)).toEqual([303, asked]);
    const half = cookieSetBy(first);
    const { status, body } = await get(asked, half);
    expect([status, body.includes(`<h1>${title}</h1>`), inlineCode(body)]).toEqual([200, true, []]);
    expect((await post(asked, { code: '' }, half)).status).toBe(422);
    const wrong = await post(asked, { code: app.code(9) }, half);
    expect([wrong.status, wrong.body.includes(sentence)]).toEqual([401, true]);
    const done = await post(asked, { code: app.next() }, half);
    expect(goesTo(done)).toEqual([303, `/console?a=1&lang=${language}`]);
    session = cookieSetBy(done);
    expect((await get(`/console?lang=${language}`, session)).status).toBe(200);
  });

  it('remember through the second step that the session ends with the browser', async () => {
    const { remember: _, ...once } = right;
    const first = await post('/sign-in?lang=ru&next=/console', once);
    const asked = '/sign-in/code?lang=ru&next=%2Fconsole&remember=no';
    expect(goesTo(first)).toEqual([303, asked]);
    const half = cookieSetBy(first);
    const { body } = await get(asked, half);
    expect(body).toContain('action="/sign-in/code?lang=ru&amp;next=%2Fconsole&amp;remember=no"');
    const done = await post(asked, { code: app.next() }, half);
    expect(done.status).toBe(303);
    expect(done.headers.getSetCookie().join()).not.toMatch(/max-age/i);
  });

  it('accept a recovery code and refuse a step without a password', async () => {
    const half = cookieSetBy(await post('/sign-in?lang=en', right));
    expect(goesTo(await post('/sign-in/code?lang=en', { code: codes[0]! }, half))).toEqual([303, '/console?lang=en']);
    expect(goesTo(await get('/sign-in/code?lang=ru'))).toEqual([303, '/sign-in?lang=ru']);
    expect((await post('/sign-in/code?lang=en', { code: codes[1]! })).body).toContain('The time for the code is over.');
  });

  it('ask for the password before new codes and a removal', async () => {
    clock().advance(QUARTER_HOUR_MS + 1);
    const page = (await get('/account?lang=en', session)).body;
    expect(page.match(/name="password"/g)).toHaveLength(2);
    const factorId = /second-factor\/([0-9a-f-]{36})\/remove/.exec(page)![1]!;
    const refused = await post('/account/recovery-codes?lang=en', { password: 'мимо' }, session);
    expect([refused.status, codesIn(refused.body)]).toEqual([403, []]);
    const renewed = await post('/account/recovery-codes?lang=en', { password }, session);
    expect([renewed.status, codesIn(renewed.body).length]).toEqual([200, 10]);
    expect((await get('/account?lang=en', session)).body).not.toContain('name="password"');
    expect(goesTo(await post(`/account/second-factor/${factorId}/remove?lang=en`, {}, session))).toEqual([
      303,
      '/account?lang=en',
    ]);
    expect((await get('/account?lang=en', session)).body).toContain('<h1>Add a second factor</h1>');
  });

  it('ask for the code after a new password by link', async () => {
    const added = await addOnPages(session);
    await post(added.path, { code: added.app.next() }, session);
    const { body: link } = await server.request('POST', `/api/accounts/${server.adminId}/invite-again`, {
      cookie: session,
    });
    const accepted = await post(`/invite/${link.token}?lang=ru`, right);
    expect(goesTo(accepted)).toEqual([303, '/sign-in/code?lang=ru']);
    const done = await post('/sign-in/code?lang=ru', { code: added.app.next() }, cookieSetBy(accepted));
    expect(goesTo(done)).toEqual([303, '/console?lang=ru']);
    session = cookieSetBy(done);
  });

  it('are closed to anonymous callers and to screens', async () => {
    const { cookie } = await server.signedIn('screen');
    for (const [who, status] of [
      [undefined, 401],
      [cookie, 403],
    ] as const)
      for (const answer of [await get('/account', who), await post('/account/second-factor', {}, who)])
        expect(answer.status).toBe(status);
  });
});

describe('the command for the last organiser', () => {
  it('removes the factors beside the running server', async () => {
    const said: string[] = [];
    const { url } = server.app.get(DataSource).options as { url: string };
    const environment = { ...server.app.get(AppConfig), DATABASE_URL: url };
    const run = (name: string) => removeSecondFactors(name, environment, (line) => void said.push(line));
    expect(await run(' First-Organiser ')).toBe(0);
    const event = (await server.events(`account-${server.adminId}`)).at(-1)!;
    expect([event.type, JSON.parse(event.data).by, JSON.parse(event.metadata).actor]).toEqual([
      'SecondFactorRemoved',
      'operator',
      'system',
    ]);
    expect(goesTo(await post('/sign-in?lang=en', right))).toEqual([303, '/account?lang=en']);
    expect(await run(server.adminId)).toBe(1);
    await expect(run('nobody')).rejects.toThrow('there is no open account nobody');
    expect(said).toHaveLength(2);
  }, 120_000);
});
