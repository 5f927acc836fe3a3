import { DataSource } from 'typeorm';
import { Retention } from '../../src/http/retention.js';
import { startTestApp, TestClock, type TestApp } from '../support/app.js';

let server: TestApp;
const clock = new TestClock();
beforeAll(async () => {
  server = await startTestApp({ clock });
}, 120_000);
afterAll(() => server?.close());

const MINUTE_MS = 60_000;
const [password, newPassword] = ['бес батыр 2026', 'жаңа құпия сөз'];
const cookieOf = ({ headers }: { headers: Headers }) => (headers.getSetCookie()[0] ?? '').split(';')[0]!;
const organiser = (path: string, body: unknown = {}) =>
  server.request('POST', path, { cookie: server.adminCookie, body });
const accept = (token: string, login: string, words = password) =>
  server.request('POST', `/api/invitations/${token}/accept`, { body: { login, password: words } });
const signIn = (login: string, words: string) =>
  server.request('POST', '/api/session', { body: { login, password: words } });
const session = async (cookie: string) => (await server.request('GET', '/api/session', { cookie })).body;
const change = (cookie: string, present: string, wanted: string) =>
  server.request('POST', '/api/session/password', { cookie, body: { password: present, newPassword: wanted } });

let number = 0;
async function person(role = 'auditor') {
  const login = `decided-${(number += 1)}`;
  const { body } = await organiser('/api/invitations', { role, ...(role === 'reviewer' ? { collegeId: null } : {}) });
  return { login, accountId: body.accountId as string, cookie: cookieOf(await accept(body.token, login)) };
}
/** An organiser sets the password of somebody; gives the session that this opens. */
async function reset({ accountId, login }: { accountId: string; login: string }, words = newPassword) {
  const { body } = await organiser(`/api/accounts/${accountId}/invite-again`);
  return cookieOf(await accept(body.token, login, words));
}
const told = async (accountId: string) =>
  (await server.events(`account-${accountId}`)).map(({ type, metadata }) => [
    type,
    (JSON.parse(metadata) as { actor: string }).actor,
  ]);
const audit = async (query: string, position: string) =>
  (
    await server.request('GET', `/api/audit?${query}&atLeast=${position}`, {
      cookie: server.adminCookie,
    })
  ).body.items;

describe('the history of an account', () => {
  test('names who invited, reset, changed and ended', async () => {
    const one = await person();
    const cookie = await reset(one);
    expect((await change(cookie, newPassword, 'тағы бір құпия')).status).toBe(200);
    expect((await organiser(`/api/accounts/${one.accountId}/end-sessions`)).status).toBe(200);
    expect(await told(one.accountId)).toEqual([
      ['AccountInvited', server.adminId],
      ['InvitationIssued', server.adminId],
      ['InvitationAccepted', one.accountId],
      ['InvitationIssued', server.adminId],
      ['PasswordReset', one.accountId],
      ['PasswordChanged', one.accountId],
      ['SessionsEnded', server.adminId],
    ]);
  });

  test('holds no login, name or password', async () => {
    const one = await person();
    await reset(one);
    const stored = JSON.stringify(await server.events(`account-${one.accountId}`));
    for (const secret of [one.login, password, newPassword]) expect(stored).not.toContain(secret);
  });

  test('answers an invitation repeated under its key with one event', async () => {
    const one = await person();
    const cookie = server.adminCookie;
    const again = () =>
      server.request('POST', `/api/accounts/${one.accountId}/invite-again`, {
        cookie,
        body: {},
        headers: { 'idempotency-key': 'again-once' },
      });
    const [first, second] = [await again(), await again()];
    expect([first.body.position, second.body.token]).toEqual([second.body.position, first.body.token]);
    expect((await told(one.accountId)).filter(([type]) => type === 'InvitationIssued')).toHaveLength(2);
  });

  test('records each device of a screen', async () => {
    const { body } = await organiser('/api/invitations', { role: 'screen' });
    await server.request('POST', `/invite/${body.token}`, { body: {} });
    expect((await told(body.accountId)).map(([type]) => type)).toEqual([
      'AccountInvited',
      'InvitationIssued',
      'InvitationAccepted',
    ]);
  });
});

describe('an invitation that is refused', () => {
  test.each([
    [{ role: 'coordinator' }, 'COLLEGE_REQUIRED'],
    [{ role: 'auditor', collegeId: 'beket' }, 'COLLEGE_NOT_WANTED'],
  ])('leaves no name behind: %p', async (wish, code) => {
    const name = `Refused ${wish.role}`;
    expect((await organiser('/api/invitations', { ...wish, name })).body.code).toBe(code);
    const rows = await server.app.get(DataSource).query('SELECT id FROM accounts WHERE name = $1', [name]);
    expect(rows).toEqual([]);
  });
});

test('names of refused invitations of an earlier version are deleted', async () => {
  const database = server.app.get(DataSource);
  const { body } = await organiser('/api/invitations', { role: 'auditor', name: 'Invited' });
  const add = 'INSERT INTO accounts (id, login, name, created_at) VALUES ($1, $2, $3, $4)';
  const old = new Date(clock.now().getTime() - 8 * 86_400_000);
  await database.query(add, ['refused', null, 'Refused', old]);
  await database.query(add, ['recent', null, 'Recent', clock.now()]);
  await database.query(add, ['signed-in', 'somebody', 'Signed in', old]);
  await database.query('UPDATE accounts SET created_at = $1 WHERE id = $2', [old, body.accountId]);
  await server.app.get(Retention, { strict: false }).run();
  const left = await database.query<{ name: string }[]>(
    `SELECT name FROM accounts WHERE name IN ('Invited', 'Refused', 'Recent', 'Signed in') ORDER BY name`,
  );
  expect(left.map(({ name }) => name)).toEqual(['Invited', 'Recent', 'Signed in']);
  await database.query(`DELETE FROM accounts WHERE id IN ('recent', 'signed-in')`);
});

describe('the last organiser who can sign in', () => {
  test.each(['revoke', 'close', 'grant'])('stays, although another one is invited: %s', async (command) => {
    const { body } = await organiser('/api/invitations', { role: 'organiser' });
    const body2 = command === 'grant' ? { role: 'auditor' } : {};
    const left = await organiser(`/api/accounts/${server.adminId}/${command}`, body2);
    expect([left.status, left.body.code]).toEqual([409, 'LAST_ORGANISER']);
    expect((await organiser(`/api/accounts/${body.accountId}/close`)).status).toBe(200);
  });
});

describe('a password that somebody else has reset', () => {
  test('gives a notice at each sign-in until it is acknowledged', async () => {
    const one = await person();
    expect((await session(one.cookie)).notices).toEqual([]);
    await reset(one);
    const at = clock.now().toISOString();
    const signedIn = await signIn(one.login, newPassword);
    const notices = [{ code: 'PASSWORD_RESET', at, by: server.adminId }];
    const cookie = cookieOf(signedIn);
    expect([signedIn.body.notices, (await session(cookie)).notices]).toEqual([notices, notices]);
    const { body } = await server.request('POST', '/api/session/acknowledge', { cookie, body: {} });
    expect([body.notices, (await session(cookie)).notices]).toEqual([[], []]);
  });

  test('gives its notice again with the next reset', async () => {
    const one = await person();
    const cookie = await reset(one);
    await server.request('POST', '/api/session/acknowledge', { cookie, body: {} });
    clock.advance(MINUTE_MS);
    expect((await session(await reset(one))).notices).toHaveLength(2);
  });

  test.each([
    ['kk', 'ұйымдастырушы'],
    ['ru', 'организатор'],
    ['en', 'an organiser'],
  ])('gives a notice with a button on the page in %s', async (language, who) => {
    const one = await person();
    const cookie = await reset(one);
    const page = () => server.request('GET', `/console?lang=${language}`, { cookie });
    expect((await page()).body).toContain(who);
    const form = { cookie, body: '', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
    const pressed = await server.request('POST', `/acknowledge?lang=${language}`, form);
    expect([pressed.status, pressed.headers.get('location')]).toEqual([303, `/console?lang=${language}`]);
    expect((await page()).body).not.toContain('action="/acknowledge');
  });

  test('flags the later events of its account in the audit', async () => {
    const [one, other] = [await person('organiser'), await person('organiser')];
    const act = async (cookie: string, id: string) =>
      server.request('POST', '/api/colleges', {
        cookie,
        body: {
          id,
          names: { kk: `${id} колледжі`, ru: `${id} колледж`, en: `${id} college` },
          shortNames: { kk: id, ru: id, en: id },
          district: 'aktau',
        },
      });
    await act(one.cookie, 'before');
    clock.advance(MINUTE_MS);
    const cookie = await reset(one);
    const at = clock.now().toISOString();
    clock.advance(MINUTE_MS);
    await act(other.cookie, 'others');
    const { status, body } = await act(cookie, 'after');
    expect(status).toBe(201);
    const flags = async (stream: string) =>
      (await audit(`stream=college-${stream}`, body.position)).map(
        ({ afterReset }: { afterReset: unknown }) => afterReset,
      );
    expect([await flags('before'), await flags('others'), await flags('after')]).toEqual([
      [null],
      [null],
      [{ at, by: server.adminId }],
    ]);
    const flagged = await audit(`afterReset=true&actor=${one.accountId}`, body.position);
    expect(flagged).toEqual([expect.objectContaining({ type: 'CollegeRegistered', stream: 'college-after' })]);
    expect(flagged[0].words).toMatchObject({ ru: 'колледж зарегистрирован' });
    expect(await audit(`afterReset=true&actor=${other.accountId}`, body.position)).toEqual([]);
    const list = await server.request('GET', '/api/accounts', { cookie });
    const resets = (id: string) => list.body.items.find((item: { id: string }) => item.id === id).resets;
    expect([resets(one.accountId), resets(other.accountId)]).toEqual([[{ at, by: server.adminId }], []]);
  });
});

describe('the change of the own password', () => {
  test('needs the present one and a good new one', async () => {
    const { cookie, login } = await person();
    const answers = [
      await change(cookie, 'not the present', newPassword),
      await change(cookie, password, 'short'),
      await change(cookie, password, `${login} ${login}`),
    ];
    expect(answers.map(({ status, body }) => [status, body.code, body.errors?.[0].path])).toEqual([
      [403, 'WRONG_PASSWORD', undefined],
      [422, 'PASSWORD_TOO_EASY', 'newPassword'],
      [422, 'PASSWORD_HAS_LOGIN', 'newPassword'],
    ]);
    expect((await signIn(login, password)).status).toBe(200);
  });

  test('ends the other sessions and the open link', async () => {
    const one = await person();
    const other = cookieOf(await signIn(one.login, password));
    const { body: link } = await organiser(`/api/accounts/${one.accountId}/invite-again`);
    const { status, body } = await change(one.cookie, password, newPassword);
    expect([status, body]).toEqual([200, { accountId: one.accountId, position: expect.any(String) }]);
    expect([(await session(one.cookie)).viewer, (await session(other)).viewer]).toEqual([expect.anything(), null]);
    expect((await accept(link.token, one.login)).status).toBe(404);
    expect([(await signIn(one.login, password)).status, (await signIn(one.login, newPassword)).status]).toEqual([
      401, 200,
    ]);
  });

  test('changes nothing when the new one is the present one', async () => {
    const one = await person();
    const other = cookieOf(await signIn(one.login, password));
    expect((await change(one.cookie, password, password)).body.position).toBeNull();
    expect((await session(other)).viewer).not.toBeNull();
  });

  test('happens once when two change it at the same time', async () => {
    const one = await person();
    const statuses = (
      await Promise.all([change(one.cookie, password, newPassword), change(one.cookie, password, 'тағы бір құпия')])
    ).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 403]);
  });
});

describe('ending the sessions of an account', () => {
  test('signs it out everywhere, and stays quiet the second time', async () => {
    const [one, other] = [await person(), await person()];
    const cookies = [one.cookie, cookieOf(await signIn(one.login, password))];
    const end = async () => (await organiser(`/api/accounts/${one.accountId}/end-sessions`)).status;
    expect(await end()).toBe(200);
    for (const cookie of cookies) expect((await session(cookie)).viewer).toBeNull();
    expect((await session(other.cookie)).viewer).not.toBeNull();
    expect(await end()).toBe(200);
    expect((await told(one.accountId)).filter(([type]) => type === 'SessionsEnded')).toHaveLength(1);
    expect((await organiser('/api/accounts/nobody/end-sessions')).body.code).toBe('ACCOUNT_NOT_FOUND');
  });
});

describe('an account that is closed while others use it', () => {
  test('answers a link, a sign-in and an invitation without a fault', async () => {
    const found = new Set<string>();
    for (let round = 0; round < 12; round += 1) {
      const one = await person();
      const { body } = await organiser(`/api/accounts/${one.accountId}/invite-again`);
      const answers = await Promise.all([
        accept(body.token, one.login),
        organiser(`/api/accounts/${one.accountId}/close`),
        signIn(one.login, password),
        organiser(`/api/accounts/${one.accountId}/invite-again`),
        change(one.cookie, password, newPassword),
      ]);
      for (const { status, body: said } of answers) if (status >= 500) found.add(`${status} ${said.code}`);
      expect(answers[1]?.status).toBe(200);
    }
    expect([...found]).toEqual([]);
  }, 120_000);
});
