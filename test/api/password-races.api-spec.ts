import { DataSource } from 'typeorm';
import { SecondFactorGate } from '../../src/accounts/second-factor/second-factor-gate.js';
import { PostgresSessions } from '../../src/accounts/sessions.repository.js';
import { PasswordCheck } from '../../src/accounts/sign-in/password-check.js';
import { startTestApp, TestClock, type TestApp } from '../support/app.js';
import { cookieSetBy, TestAuthenticator } from '../support/authenticator.js';

let server: TestApp;
const clock = new TestClock();
beforeAll(async () => {
  server = await startTestApp({ clock });
}, 120_000);
afterEach(() => jest.restoreAllMocks());
afterAll(() => server?.close());

const [password, newPassword, stolen] = ['бес батыр 2026', 'жаңа құпия сөз', 'ұрланған құпия сөз'];
const post = (path: string, body: unknown = {}, cookie = '') => server.request('POST', path, { body, cookie });
const signIn = (login: string, words: string) => post('/api/session', { login, password: words });
const change = (cookie: string, present: string, wanted: string) =>
  post('/api/session/password', { password: present, newPassword: wanted }, cookie);
const essence = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];
const sessionsOf = async (id: string) =>
  (await server.app.get(DataSource).query('SELECT 1 FROM sessions WHERE account_id = $1', [id])).length;

let number = 0;
async function person(role = 'auditor') {
  const login = `raced-${(number += 1)}`;
  const { body } = await post('/api/invitations', { role }, server.adminCookie);
  const accepted = await post(`/api/invitations/${body.token}/accept`, { login, password });
  return { login, accountId: body.accountId as string, cookie: cookieSetBy(accepted) };
}
async function withApp() {
  const one = await person();
  return { ...one, app: await addApp(one.cookie) };
}
async function addApp(cookie: string) {
  const { body } = await post('/api/account/second-factors', {}, cookie);
  const app = new TestAuthenticator(body.uri, clock);
  await post(`/api/account/second-factors/${body.factorId}/confirm`, { code: app.next() }, cookie);
  return app;
}
const invite = async (accountId: string) =>
  (await post(`/api/accounts/${accountId}/invite-again`, {}, server.adminCookie)).body.token as string;

/** Runs the work once, after the password of a sign-in was found right and before its session starts. */
function duringSignIn(work: () => Promise<unknown>): void {
  const gate = server.app.get(SecondFactorGate, { strict: false });
  const find = gate.find.bind(gate);
  jest.spyOn(gate, 'find').mockImplementationOnce(async (id) => {
    await work();
    return find(id);
  });
}

describe('a sign-in during a change of the password', () => {
  test('gives no session for the old password', async () => {
    const one = await person();
    duringSignIn(() => change(one.cookie, password, newPassword));
    expect(essence(await signIn(one.login, password))).toEqual([401, 'WRONG_LOGIN_OR_PASSWORD']);
    expect(await sessionsOf(one.accountId)).toBe(1);
    expect((await signIn(one.login, newPassword)).status).toBe(200);
  });

  test('gives no session for a password that a link replaced', async () => {
    const one = await person();
    const token = await invite(one.accountId);
    duringSignIn(() => post(`/api/invitations/${token}/accept`, { login: one.login, password: newPassword }));
    expect(essence(await signIn(one.login, password))).toEqual([401, 'WRONG_LOGIN_OR_PASSWORD']);
    expect(await sessionsOf(one.accountId)).toBe(1);
  });

  test('gives no half session for the old password', async () => {
    const one = await withApp();
    duringSignIn(() => change(one.cookie, password, newPassword));
    const answer = await signIn(one.login, password);
    expect([...essence(answer), cookieSetBy(answer)]).toEqual([401, 'WRONG_LOGIN_OR_PASSWORD', '']);
  });
});

describe('a sign-in while a second factor is added', () => {
  test('gives a half session instead of a session', async () => {
    const one = await person();
    const sessions = server.app.get(PostgresSessions, { strict: false });
    const start = sessions.start.bind(sessions);
    let app: TestAuthenticator | null = null;
    jest.spyOn(sessions, 'start').mockImplementationOnce(async (...asked) => {
      app = await addApp(one.cookie);
      return start(...asked);
    });
    const answer = await signIn(one.login, password);
    expect([...essence(answer), await sessionsOf(one.accountId)]).toEqual([401, 'SECOND_FACTOR_NEEDED', 1]);
    const half = answer.headers.getSetCookie().find((cookie) => cookie.startsWith('qorzhyn_second_step='))!;
    const code = app!.next();
    expect((await post('/api/session/second-factor', { code }, half.split(';')[0]!)).status).toBe(200);
  });
});

describe('a change of the password during another one', () => {
  test('is refused, although it named the present password', async () => {
    const one = await person();
    const thief = cookieSetBy(await signIn(one.login, password));
    const passwords = server.app.get(PasswordCheck, { strict: false });
    const requireOwn = passwords.requireOwn.bind(passwords);
    jest.spyOn(passwords, 'requireOwn').mockImplementationOnce(async (...asked) => {
      const right = await requireOwn(...asked);
      await change(one.cookie, password, newPassword);
      return right;
    });
    expect(essence(await change(thief, password, stolen))).toEqual([403, 'WRONG_PASSWORD']);
    expect([(await signIn(one.login, stolen)).status, (await signIn(one.login, newPassword)).status]).toEqual([
      401, 200,
    ]);
  });
});

describe('a half session', () => {
  test.each([
    ['the change of the password', ({ cookie }: { cookie: string }) => change(cookie, password, newPassword)],
    [
      'the end of all other sessions',
      ({ cookie }: { cookie: string }) => server.request('DELETE', '/api/sessions?keep=current', { cookie }),
    ],
    [
      'the end of all sessions by an organiser',
      ({ accountId }: { accountId: string }) => post(`/api/accounts/${accountId}/end-sessions`, {}, server.adminCookie),
    ],
  ])('ends with %s', async (_, end) => {
    const one = await withApp();
    const half = cookieSetBy(await signIn(one.login, password));
    expect((await end(one)).status).toBeLessThan(300);
    expect(essence(await post('/api/session/second-factor', { code: one.app.next() }, half))).toEqual([
      401,
      'SECOND_STEP_EXPIRED',
    ]);
  });

  test('stays when another session ends', async () => {
    const one = await withApp();
    const half = cookieSetBy(await signIn(one.login, password));
    const { body } = await server.request('GET', '/api/sessions', { cookie: one.cookie });
    await server.request('DELETE', `/api/sessions/${body.items[0].id}`, { cookie: one.cookie });
    expect((await post('/api/session/second-factor', { code: one.app.next() }, half)).status).toBe(200);
  });
});
