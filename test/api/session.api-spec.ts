import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { PostgresSessions } from '../../src/accounts/sessions.repository.js';
import { startTestApp, TestClock, type TestApp } from '../support/app.js';

let server: TestApp;
const clock = new TestClock();
beforeAll(async () => {
  server = await startTestApp({ clock });
}, 120_000);
afterAll(() => server.close());

const password = 'бес батыр 2026';
const cookieFrom = (headers: Headers) => (headers.get('set-cookie') ?? '').split(';')[0] ?? '';

/** Invites over HTTP and accepts; gives id, login and cookie. */
async function person(login: string, role = 'auditor') {
  const invited = await server.request('POST', '/api/invitations', { cookie: server.adminCookie, body: { role } });
  const accepted = await server.request('POST', `/api/invitations/${invited.body.token}/accept`, {
    body: { login, password },
  });
  return {
    id: invited.body.accountId as string,
    token: invited.body.token as string,
    accepted,
    cookie: cookieFrom(accepted.headers),
  };
}

const HOUR_MS = 3_600_000;
/** Uses a session until its use is stored, which no request waits for. */
async function use(cookie: string): Promise<void> {
  const session = server.app.get(PostgresSessions).sessionOf(cookie);
  const used = 'SELECT FROM sessions WHERE token_hash = decode($1, $2) AND last_used_at = $3';
  for (let isStored = false; !isStored; await pause(200)) {
    expect(await who(cookie)).not.toBeNull();
    const rows = await server.app.get(DataSource).query<object[]>(used, [session, 'hex', clock.now()]);
    isStored = rows.length > 0;
  }
}

const who = async (cookie: string) => (await server.request('GET', '/api/session', { cookie })).body.viewer;

describe('an invitation', () => {
  test('makes an account: the event names role and college, never the person', async () => {
    const before = (await server.events('account-')).length;
    const answer = await server.request('POST', '/api/invitations', {
      cookie: server.adminCookie,
      body: { role: 'coordinator', collegeId: 'aktau-it', name: 'Айгүл Сериковна' },
    });
    expect(answer.status).toBe(201);
    const events = await server.events('account-');
    const [made, last, ...more] = events.slice(before);
    expect([made?.type, last?.type, more]).toEqual(['AccountInvited', 'InvitationIssued', []]);
    expect(JSON.parse(made?.data ?? '')).toEqual({
      accountId: answer.body.accountId,
      role: 'coordinator',
      collegeId: 'aktau-it',
    });
    expect(answer.body.position).toBe(last?.position);
    expect(last?.metadata).toContain(answer.headers.get('x-correlation-id'));
    expect(JSON.stringify(events)).not.toContain('Айгүл');
  });

  test('is used once', async () => {
    const { token, accepted } = await person('once-only');
    expect(accepted.status).toBe(200);
    const again = await server.request('POST', `/api/invitations/${token}/accept`, {
      body: { login: 'second-try', password },
    });
    expect([again.status, again.body.code]).toEqual([404, 'INVITATION_NOT_VALID']);
  });

  test('accepts only one of two simultaneous uses', async () => {
    const { body } = await server.request('POST', '/api/invitations', {
      cookie: server.adminCookie,
      body: { role: 'auditor' },
    });
    const accept = (login: string) =>
      server.request('POST', `/api/invitations/${body.token}/accept`, { body: { login, password } });
    const statuses = (await Promise.all([accept('racer-a'), accept('racer-b')])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 404]);
  });

  test('stops working after seven days', async () => {
    const { body } = await server.request('POST', '/api/invitations', {
      cookie: server.adminCookie,
      body: { role: 'auditor' },
    });
    clock.advance(7 * 86_400_000 + 1);
    const late = await server.request('POST', `/api/invitations/${body.token}/accept`, {
      body: { login: 'too-late', password },
    });
    clock.advance(-7 * 86_400_000 - 1);
    expect(late.body.code).toBe('INVITATION_NOT_VALID');
    const inTime = await server.request('POST', `/api/invitations/${body.token}/accept`, {
      body: { login: 'in-time', password },
    });
    expect(inTime.status).toBe(200);
  });

  test.each([
    ['short', 'PASSWORD_TOO_EASY'],
    ['aaaaaaaaaaaaaa', 'PASSWORD_TOO_EASY'],
    ['qwertyuiop12', 'PASSWORD_TOO_EASY'],
    ['Qorzhyn-2026!', 'PASSWORD_TOO_EASY'],
    ['easy-login and sea', 'PASSWORD_HAS_LOGIN'],
  ])('refuses the password %s', async (easy, code) => {
    const { body } = await server.request('POST', '/api/invitations', {
      cookie: server.adminCookie,
      body: { role: 'auditor' },
    });
    const answer = await server.request('POST', `/api/invitations/${body.token}/accept`, {
      body: { login: 'easy-login', password: easy },
    });
    expect([answer.status, answer.body.code]).toEqual([422, code]);
  });

  test('refuses a login that somebody has, and stays good for another one', async () => {
    await person('taken-login');
    const { body } = await server.request('POST', '/api/invitations', {
      cookie: server.adminCookie,
      body: { role: 'auditor' },
    });
    const accept = (login: string) =>
      server.request('POST', `/api/invitations/${body.token}/accept`, { body: { login, password } });
    expect((await accept('Taken-Login')).body.code).toBe('LOGIN_TAKEN');
    expect((await accept('free-login')).status).toBe(200);
  });

  test('refuses a coordinator without a college and an organiser with one', async () => {
    const invite = (wish: object) =>
      server.request('POST', '/api/invitations', { cookie: server.adminCookie, body: wish });
    expect((await invite({ role: 'coordinator' })).body.code).toBe('COLLEGE_REQUIRED');
    expect((await invite({ role: 'organiser', collegeId: 'aktau-it' })).body.code).toBe('COLLEGE_NOT_WANTED');
    expect((await invite({ role: 'reviewer' })).body.code).toBe('COLLEGE_REQUIRED');
    expect((await invite({ role: 'reviewer', collegeId: null })).status).toBe(201);
  });
});

describe('a session', () => {
  test('opens with login and password, in a cookie scripts cannot read', async () => {
    const { id } = await person('signer');
    const answer = await server.request('POST', '/api/session', { body: { login: ' Signer ', password } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/);
    expect(await who(cookieFrom(answer.headers))).toEqual({ accountId: id, role: 'auditor', collegeId: null });
  });

  test.each([
    ['https://boards.example', true],
    ['http://boards.example', false],
  ])('has a Secure cookie under PUBLIC_URL %s: %s', async (PUBLIC_URL, isSecure) => {
    const other = await startTestApp({ clock, env: { PUBLIC_URL } });
    const body = { login: 'first-organiser', password: 'құпия сөз 2026' };
    const signedIn = await other.request('POST', '/api/session', { body });
    const cookie = cookieFrom(signedIn.headers);
    const who = await other.request('GET', '/api/session', { cookie });
    const signedOut = await other.request('DELETE', '/api/session', { cookie });
    await other.close();
    expect(who.body.viewer.role).toBe('organiser');
    for (const { headers } of [signedIn, signedOut])
      expect(/; Secure/.test(headers.get('set-cookie') ?? '')).toBe(isSecure);
  });

  test('answers an unknown login and a wrong password alike', async () => {
    await person('known-one');
    const wrong = await server.request('POST', '/api/session', {
      body: { login: 'known-one', password: 'wrong password' },
    });
    const unknown = await server.request('POST', '/api/session', {
      body: { login: 'unknown-one', password: 'wrong password' },
    });
    const essence = ({ status, body }: typeof wrong) => ({ status, code: body.code, title: body.title });
    expect(essence(wrong)).toEqual({ status: 401, code: 'WRONG_LOGIN_OR_PASSWORD', title: expect.any(String) });
    expect(essence(unknown)).toEqual(essence(wrong));
  });

  test('ends at sign-out for every copy of its cookie', async () => {
    const { cookie } = await person('leaver');
    expect(await who(cookie)).not.toBeNull();
    const { status, headers } = await server.request('DELETE', '/api/session', { cookie });
    expect([status, headers.get('clear-site-data')]).toEqual([204, '"cache", "storage"']);
    expect(await who(cookie)).toBeNull();
  });

  test('ends at once when a new link sets a new password', async () => {
    const { id, cookie } = await person('forgetful');
    expect(await who(cookie)).not.toBeNull();
    const again = await server.request('POST', `/api/accounts/${id}/invite-again`, { cookie: server.adminCookie });
    const choice = { login: 'forgetful', password: 'жаңа құпия сөз' };
    const accepted = await server.request('POST', `/api/invitations/${again.body.token}/accept`, { body: choice });
    expect(await who(cookie)).toBeNull();
    expect(await who(cookieFrom(accepted.headers))).not.toBeNull();
  });

  test('ends by itself after three days of use', async () => {
    const { cookie } = await person('worker');
    for (let hours = 0; hours < 69; hours += 23) {
      clock.advance(23 * HOUR_MS);
      await use(cookie);
    }
    clock.advance(4 * HOUR_MS);
    expect(await who(cookie)).toBeNull();
    clock.advance(-73 * HOUR_MS);
  }, 60_000);

  test('ends by itself after a day without a request', async () => {
    const { cookie } = await person('sleeper');
    clock.advance(23 * HOUR_MS);
    await use(cookie);
    clock.advance(25 * HOUR_MS);
    expect(await who(cookie)).toBeNull();
    clock.advance(-48 * HOUR_MS);
  });

  test('loses its rights at once when the account is closed and erased', async () => {
    const { id, cookie } = await person('closed-one');
    expect((await server.request('GET', '/api/accounts', { cookie })).status).toBe(200);
    const closed = await server.request('POST', `/api/accounts/${id}/close`, { cookie: server.adminCookie });
    expect(closed.status).toBe(200);
    expect((await server.request('GET', '/api/accounts', { cookie })).status).toBe(401);
    expect((await server.request('POST', '/api/session', { body: { login: 'closed-one', password } })).status).toBe(
      401,
    );
    const list = await server.request('GET', '/api/accounts', { cookie: server.adminCookie });
    expect(list.body.items.find((item: { id: string }) => item.id === id)).toMatchObject({
      state: 'closed',
      login: null,
      name: null,
    });
  });

  test('protects the role of the last organiser', async () => {
    const answer = await server.request('POST', `/api/accounts/${server.adminId}/close`, {
      cookie: server.adminCookie,
    });
    expect([answer.status, answer.body.code]).toEqual([409, 'LAST_ORGANISER']);
  });

  test('is refused for 15 minutes after ten wrong passwords, also concurrent ones', async () => {
    await person('guessed');
    const guess = (attempt: number) =>
      server.request('POST', '/api/session', { body: { login: 'guessed', password: `guess number ${attempt}` } });
    const statuses = (await Promise.all(Array.from({ length: 20 }, (_, attempt) => guess(attempt)))).map(
      ({ status }) => status,
    );
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    const right = await server.request('POST', '/api/session', { body: { login: 'guessed', password } });
    expect([right.status, right.body.code]).toEqual([429, 'TOO_MANY_LOGINS']);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(600);
    const other = await person('not-guessed');
    expect(other.accepted.status).toBe(200);
  });
});
