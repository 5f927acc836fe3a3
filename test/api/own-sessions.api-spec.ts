import { PostgresSessions } from '../../src/accounts/sessions.repository.js';
import { startTestApp, TestClock, type TestApp } from '../support/app.js';
import { accessTable, confirmedRoutes } from './access-table.js';

let server: TestApp;
const clock = new TestClock();
const CAP = 5;
beforeAll(async () => {
  server = await startTestApp({
    clock,
    env: { QORZHYN_SESSIONS_PER_ACCOUNT: `${CAP}`, QORZHYN_CONFIRM_MINUTES: '15' },
  });
}, 120_000);
afterAll(() => server?.close());

const MINUTE_MS = 60_000;
const password = 'бес батыр 2026';
const CHROME = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36';
const cookieOf = ({ headers }: { headers: Headers }) => (headers.getSetCookie()[0] ?? '').split(';')[0]!;
const signIn = async (login: string, headers = {}, words = password) =>
  cookieOf(await server.request('POST', '/api/session', { body: { login, password: words }, headers }));
const list = async (cookie: string) => (await server.request('GET', '/api/sessions', { cookie })).body.items;
const isIn = async (cookie: string) => (await server.request('GET', '/api/session', { cookie })).body.viewer !== null;

let number = 0;
async function person(role = 'auditor') {
  const login = `person-${(number += 1)}`;
  const wish = { role, ...(role === 'coordinator' ? { collegeId: 'teniz' } : {}) };
  const { body } = await server.request('POST', '/api/invitations', { cookie: await admin(), body: wish });
  const accepted = await server.request('POST', `/api/invitations/${body.token}/accept`, { body: { login, password } });
  return { login, accountId: body.accountId as string, cookie: cookieOf(accepted) };
}
const admin = () => server.cookieOf(server.adminId);

describe('the list of own sessions', () => {
  test('names device, times and the session of the request', async () => {
    const { login, cookie } = await person();
    clock.advance(MINUTE_MS);
    const phone = await signIn(login, { 'user-agent': CHROME });
    const [latest, first, ...more] = await list(phone);
    expect(latest).toMatchObject({ current: true, device: 'Chrome, Android', startedAt: clock.now().toISOString() });
    expect([first.current, first.device, more]).toEqual([false, null, []]);
    expect(JSON.stringify(await list(cookie))).not.toContain(phone.split('=')[1]);
  });

  test('shows only sessions that live, and never those of others', async () => {
    const { login, cookie } = await person();
    const other = await person();
    const gone = await signIn(login);
    await server.request('DELETE', '/api/session', { cookie: gone });
    expect(await list(cookie)).toHaveLength(1);
    expect(await list(other.cookie)).toHaveLength(1);
  });

  test('shows no session that a change of role ended', async () => {
    const { login, accountId } = await person();
    const body = { role: 'reviewer', collegeId: null };
    await server.request('POST', `/api/accounts/${accountId}/grant`, { cookie: await admin(), body });
    const again = await signIn(login);
    expect(await list(again)).toEqual([expect.objectContaining({ current: true })]);
  });
});

describe('ending own sessions', () => {
  test('ends one of the list at once', async () => {
    const { login, cookie } = await person();
    const lost = await signIn(login);
    expect(await isIn(lost)).toBe(true);
    const { id } = (await list(cookie)).find(({ current }: { current: boolean }) => !current);
    expect((await server.request('DELETE', `/api/sessions/${id}`, { cookie })).status).toBe(204);
    expect([await isIn(lost), await isIn(cookie)]).toEqual([false, true]);
    const again = await server.request('DELETE', `/api/sessions/${id}`, { cookie });
    expect([again.status, again.body.code]).toEqual([404, 'SESSION_NOT_FOUND']);
  });

  test('signs the browser out when it ends its own', async () => {
    const { cookie } = await person();
    const [{ id }] = await list(cookie);
    const { headers } = await server.request('DELETE', `/api/sessions/${id}`, { cookie });
    expect([headers.get('clear-site-data'), await isIn(cookie)]).toEqual(['"cache", "storage"', false]);
  });

  test('refuses the session of somebody else', async () => {
    const [mine, theirs] = [await person(), await person()];
    const [{ id }] = await list(theirs.cookie);
    const { status } = await server.request('DELETE', `/api/sessions/${id}`, { cookie: mine.cookie });
    expect([status, await isIn(theirs.cookie)]).toEqual([404, true]);
  });

  test('ends all others, or all', async () => {
    const { login, cookie } = await person();
    const stranger = await person();
    const others = [await signIn(login), await signIn(login)];
    const states = () => Promise.all([cookie, ...others, stranger.cookie].map(isIn));
    expect((await server.request('DELETE', '/api/sessions?keep=current', { cookie })).status).toBe(204);
    expect(await states()).toEqual([true, false, false, true]);
    expect((await server.request('DELETE', '/api/sessions', { cookie })).status).toBe(204);
    expect(await states()).toEqual([false, false, false, true]);
    const wrong = await server.request('DELETE', '/api/sessions?keep=all', { cookie: stranger.cookie });
    expect([wrong.status, await isIn(stranger.cookie)]).toEqual([400, true]);
  });
});

describe('the number of sessions of an account', () => {
  test('is limited: one more ends the least recently used', async () => {
    const { login, cookie, accountId } = await person();
    const stranger = await person();
    for (let n = 1; n < CAP; n += 1) {
      clock.advance(2 * MINUTE_MS);
      await signIn(login);
    }
    await server.app.get(PostgresSessions).endOf('nobody');
    expect([await isIn(cookie), (await list(cookie)).length]).toEqual([true, CAP]);
    await Promise.all(Array.from({ length: 2 * CAP }, () => server.cookieOf(accountId)));
    expect(await isIn(cookie)).toBe(false);
    expect(await list(await server.cookieOf(accountId))).toHaveLength(CAP);
    expect(await isIn(stranger.cookie)).toBe(true);
  });
});

describe('commands that need the password again', () => {
  const adjust = (cookie: string) =>
    server.request('POST', '/api/challenges/none/adjust', {
      cookie,
      body: { collegeId: 'teniz', points: 1, reason: 'late' },
    });
  const confirm = (cookie: string, words: string) =>
    server.request('POST', '/api/session/confirm', { cookie, body: { password: words } });

  test('are open for a quarter of an hour after the sign-in', async () => {
    const { login } = await person('organiser');
    const cookie = await signIn(login);
    clock.advance(14 * MINUTE_MS);
    expect((await adjust(cookie)).body.code).toBe('CHALLENGE_UNKNOWN');
    clock.advance(2 * MINUTE_MS);
    const { status, body } = await adjust(cookie);
    expect([status, body.code, /\/api\/session\/confirm/.test(body.title)]).toEqual([403, 'PASSWORD_AGAIN', true]);
  });

  test('open again with the password, in this session alone', async () => {
    const { login } = await person('organiser');
    const [cookie, other] = [await signIn(login), await signIn(login)];
    clock.advance(16 * MINUTE_MS);
    const wrong = await confirm(cookie, 'not the password');
    expect([wrong.status, wrong.body.code]).toEqual([403, 'WRONG_PASSWORD']);
    expect((await adjust(cookie)).body.code).toBe('PASSWORD_AGAIN');
    const until = new Date(clock.now().getTime() + 15 * MINUTE_MS).toISOString();
    expect((await confirm(cookie, password)).body).toMatchObject({
      viewer: { role: 'organiser' },
      confirmedUntil: until,
    });
    expect((await adjust(cookie)).body.code).toBe('CHALLENGE_UNKNOWN');
    expect((await adjust(other)).body.code).toBe('PASSWORD_AGAIN');
    expect((await server.request('GET', '/api/session', { cookie })).body.confirmedUntil).toBe(until);
    expect((await server.request('GET', '/api/session', { cookie: other })).body.confirmedUntil).toBeNull();
  });

  test('are exactly those of the access table', async () => {
    const cookie = await admin();
    clock.advance(16 * MINUTE_MS);
    const asking: string[] = [];
    const writes = Object.keys(accessTable).filter(
      (route) => /^(POST|PUT|DELETE) \/api\//.test(route) && !/\/api\/sessions?$/.test(route),
    );
    for (const route of writes) {
      const [method = '', path = ''] = route.split(' ');
      const answer = await server.request(method, path.replaceAll(/:\w+/g, 'none'), {
        cookie,
        ...(method === 'DELETE' ? {} : { body: {} }),
      });
      if (answer.body?.code === 'PASSWORD_AGAIN') asking.push(route);
    }
    expect(asking.sort()).toEqual([...confirmedRoutes].sort());
    expect(writes.length).toBeGreaterThan(30);
  });

  test('include the invitation of one more organiser or reviewer', async () => {
    const cookie = await admin();
    const invite = async (role: string) =>
      (await server.request('POST', '/api/invitations', { cookie, body: { role, collegeId: null } })).status;
    const roles = ['organiser', 'reviewer', 'auditor'];
    const answers = async () => [await invite(roles[0]!), await invite(roles[1]!), await invite(roles[2]!)];
    expect(await answers()).toEqual([201, 201, 201]);
    clock.advance(16 * MINUTE_MS);
    expect(await answers()).toEqual([403, 403, 201]);
  });

  test('include a repeated invitation of an organiser, under its key too', async () => {
    const cookie = await admin();
    const headers = { 'idempotency-key': 'organiser-once' };
    const invite = () => server.request('POST', '/api/invitations', { cookie, body: { role: 'organiser' }, headers });
    expect((await invite()).status).toBe(201);
    clock.advance(16 * MINUTE_MS);
    expect((await invite()).body.code).toBe('PASSWORD_AGAIN');
  });

  test('include a rulebook that counts for the past, and no dry run', async () => {
    const cookie = await admin();
    clock.advance(16 * MINUTE_MS);
    const publish = async (query: string, body: object) =>
      (await server.request('POST', `/api/challenges/none/rulebooks${query}`, { cookie, body })).body.code;
    expect([
      await publish('', { version: 1, retroactive: true }),
      await publish('?dryRun=false', { version: 1, retroactive: true }),
      await publish('?dryRun=true', { version: 1, retroactive: true }),
      await publish('', { version: 1, retroactive: false }),
    ]).toEqual(['PASSWORD_AGAIN', 'PASSWORD_AGAIN', 'CHALLENGE_UNKNOWN', 'CHALLENGE_UNKNOWN']);
  });

  test('count wrong passwords like a sign-in', async () => {
    const { cookie } = await person('organiser');
    const statuses: number[] = [];
    for (let n = 0; n < 11; n += 1) statuses.push((await confirm(cookie, `guess ${n}`)).status);
    expect(statuses).toEqual([...Array<number>(10).fill(403), 429]);
  });
});

describe('session cookies', () => {
  const plain = (cookie: string) => `qorzhyn_session=${cookie.split('=')[1]}`;

  test('are nobody’s when they name two sessions', async () => {
    const [mine, theirs] = [await person(), await person()];
    for (const both of [`${mine.cookie}; ${theirs.cookie}`, `${theirs.cookie}; ${mine.cookie}`]) {
      expect(await isIn(both)).toBe(false);
      const { status, body } = await server.request('GET', '/api/accounts', { cookie: both });
      expect([status, body.code]).toEqual([401, 'TWO_SESSIONS']);
    }
    expect(await isIn(`${mine.cookie}; ${mine.cookie}; qorzhyn_session=short`)).toBe(true);
    const out = await server.request('DELETE', '/api/session', { cookie: `${mine.cookie}; ${theirs.cookie}` });
    expect(out.headers.get('clear-site-data')).toContain('"cookies"');
    expect([await isIn(mine.cookie), await isIn(theirs.cookie)]).toEqual([false, false]);
  });

  test('over https carry the prefix, and count under no other name', async () => {
    const tls = await startTestApp({ clock, env: { PUBLIC_URL: 'https://boards.example' } });
    try {
      const who = async (cookie: string) => (await tls.request('GET', '/api/session', { cookie })).body.viewer;
      const before = await tls.cookieOf(tls.adminId);
      const body = { login: 'first-organiser', password: 'құпия сөз 2026' };
      const signedIn = await tls.request('POST', '/api/session', { body });
      const cookie = cookieOf(signedIn);
      expect(signedIn.headers.getSetCookie()).toEqual([
        expect.stringMatching(
          /^__Host-qorzhyn_session=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
        ),
        expect.stringMatching(
          /^__Host-qorzhyn_device=[\w-]{43}; Max-Age=34560000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
        ),
      ]);
      expect([await who(cookie), await who(plain(cookie))]).toEqual([expect.anything(), null]);
      expect(await who(before)).not.toBeNull();
      expect(await who(`qorzhyn_session=${'A'.repeat(43)}; ${cookie}`)).not.toBeNull();
      const replaced = await tls.request('POST', '/api/session', { body, cookie: before });
      expect(replaced.headers.getSetCookie()[1]).toMatch(/^qorzhyn_session=; Max-Age=0; Path=\//);
      expect(await who(before)).toBeNull();
      const out = await tls.request('DELETE', '/api/session', { cookie });
      expect(out.headers.getSetCookie().map((one) => one.split(';')[0])).toEqual([
        '__Host-qorzhyn_session=',
        'qorzhyn_session=',
      ]);
      expect(await who(cookie)).toBeNull();
    } finally {
      await tls.close();
    }
  }, 60_000);
});
