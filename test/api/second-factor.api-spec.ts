import { CommandBus } from '@nestjs/cqrs';
import { randomUUID } from 'node:crypto';
import { io } from 'socket.io-client';
import { DataSource } from 'typeorm';
import { InviteAccount } from '../../src/accounts/invite-account/invite-account.js';
import type { Role } from '../../src/events/values.js';
import { startTestApp, TestClock, type TestApp } from '../support/app.js';
import { cookieSetBy, TestAuthenticator } from '../support/authenticator.js';
import { CHALLENGE, openChallenge } from '../support/world.js';

const password = 'бес батыр 2026';
const GUESSES = 10;
const QUARTER_HOUR_MS = 900_000;

interface Person {
  id: string;
  login: string;
  cookie: string;
}

class Site {
  constructor(readonly server: TestApp) {}

  get clock(): TestClock {
    return this.server.clock as TestClock;
  }

  async person(login: string, role: Role = 'organiser'): Promise<Person> {
    const wish = { role, collegeId: role === 'coordinator' ? 'beket' : null };
    const context = { actor: this.server.adminId, correlationId: randomUUID() };
    const { accountId: id, token } = await this.server.app.get(CommandBus).execute(new InviteAccount(wish, context));
    const accepted = await this.post(`/api/invitations/${token}/accept`, { login, password });
    return { id, login, cookie: cookieSetBy(accepted) };
  }

  post(path: string, body?: unknown, cookie?: string) {
    return this.server.request('POST', path, { ...(cookie ? { cookie } : {}), ...(body ? { body } : {}) });
  }

  signIn = (login: string, secret = password) => this.post('/api/session', { login, password: secret });
  finish = (half: string, code: string) => this.post('/api/session/second-factor', { code }, half);
  who = async (cookie: string) => (await this.server.request('GET', '/api/session', { cookie })).body;

  /** Adds an app; its owner stays signed in. */
  async withApp(login: string, role: Role = 'organiser') {
    const person = await this.person(login, role);
    return { ...person, ...(await this.addApp(person.cookie)) };
  }

  async addApp(cookie: string) {
    const { body: offered } = await this.post('/api/account/second-factors', undefined, cookie);
    const app = new TestAuthenticator(offered.uri, this.clock);
    const path = `/api/account/second-factors/${offered.factorId}/confirm`;
    const { body: added } = await this.post(path, { code: app.next() }, cookie);
    return { app, factorId: offered.factorId as string, recoveryCodes: added.recoveryCodes as string[] };
  }

  /** The half session of a right password. */
  half = async (login: string) => cookieSetBy(await this.signIn(login));
}

let site: Site;
beforeAll(async () => {
  site = new Site(await startTestApp({ env: { QORZHYN_CONFIRM_MINUTES: '525600' } }));
}, 120_000);
afterAll(() => site?.server.close());

const essence = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];

describe('adding an authenticator app', () => {
  it('records id and kind and shows ten recovery codes once', async () => {
    const { cookie, id } = await site.person('adder');
    const { body: offered } = await site.post('/api/account/second-factors', undefined, cookie);
    expect(offered.uri).toContain(`secret=${offered.secret}`);
    const app = new TestAuthenticator(offered.uri, site.clock);
    const path = `/api/account/second-factors/${offered.factorId}/confirm`;
    const answer = await site.post(path, { code: app.next() }, cookie);
    expect(answer.status).toBe(200);
    expect(new Set(answer.body.recoveryCodes).size).toBe(10);
    const event = (await site.server.events(`account-${id}`)).at(-1)!;
    expect([event.type, event.position]).toEqual(['SecondFactorAdded', answer.body.position]);
    expect(JSON.parse(event.data)).toEqual({ accountId: id, factorId: offered.factorId, kind: 'totp' });
    const list = await site.server.request('GET', '/api/account/second-factors', { cookie });
    const factors = [{ id: offered.factorId, kind: 'totp' }];
    expect(list.body).toEqual({ factors, recoveryCodes: 10, required: false });
    expect(essence(await site.post('/api/account/second-factors', undefined, cookie))).toEqual([
      409,
      'SECOND_FACTOR_EXISTS',
    ]);
  });

  it('needs a right code, and its secret belongs to one account', async () => {
    const [owner, other] = [await site.person('owner-1'), await site.person('other-1')];
    const { body: offered } = await site.post('/api/account/second-factors', undefined, owner.cookie);
    const app = new TestAuthenticator(offered.uri, site.clock);
    const path = `/api/account/second-factors/${offered.factorId}/confirm`;
    const wrong = await site.post(path, { code: app.code(5) }, owner.cookie);
    expect([...essence(wrong), wrong.body.errors[0].path]).toEqual([422, 'WRONG_CODE_OF_APP', 'code']);
    expect(essence(await site.post(path, { code: app.code() }, other.cookie))).toEqual([
      404,
      'SECOND_FACTOR_NOT_OFFERED',
    ]);
    expect(essence(await site.signIn('owner-1'))).toEqual([200, undefined]);
    expect((await site.post(path, { code: app.code() }, owner.cookie)).status).toBe(200);
    expect(essence(await site.signIn('other-1'))).toEqual([200, undefined]);
  });

  it('ends the other sessions of the account and keeps this one', async () => {
    const { cookie, id } = await site.person('many-doors');
    const elsewhere = await site.server.cookieOf(id);
    await site.addApp(cookie);
    expect((await site.who(elsewhere)).viewer).toBeNull();
    expect((await site.who(cookie)).viewer.accountId).toBe(id);
  });

  it('stores no secret in events or in answers under a key', async () => {
    const { cookie, id } = await site.person('careful');
    const headers = { 'idempotency-key': 'the-secret-once' };
    const { body: offered } = await site.server.request('POST', '/api/account/second-factors', { cookie, headers });
    const app = new TestAuthenticator(offered.uri, site.clock);
    const path = `/api/account/second-factors/${offered.factorId}/confirm`;
    const added = await site.server.request('POST', path, { cookie, headers, body: { code: app.next() } });
    const database = site.server.app.get(DataSource);
    const texts = [
      ...(await site.server.events(`account-${id}`)),
      ...(await database.query<object[]>("SELECT convert_from(answer, 'UTF8') AS answer, told FROM idempotency_keys")),
      ...(await database.query<object[]>('SELECT * FROM planned_appends')),
    ];
    const kept = JSON.stringify(texts);
    for (const secret of [offered.secret, ...added.body.recoveryCodes]) expect(kept).not.toContain(secret);
    expect(kept).toContain(offered.factorId);
  });
});

describe('signing in with a second factor', () => {
  it('asks for the code after the password', async () => {
    const { app, id } = await site.withApp('two-steps');
    const first = await site.signIn('two-steps');
    expect(essence(first)).toEqual([401, 'SECOND_FACTOR_NEEDED']);
    expect(first.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^qorzhyn_second_step=[\w-]{43}; Max-Age=300; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
    const half = cookieSetBy(first);
    expect(await site.who(half)).toEqual({ viewer: null, confirmedUntil: null, notices: [], secondFactor: 'needed' });
    const done = await site.finish(half, app.next());
    const viewer = { accountId: id, role: 'organiser', collegeId: null };
    expect([done.status, done.body]).toEqual([200, { viewer, notices: [] }]);
    expect((await site.who(cookieSetBy(done))).viewer.accountId).toBe(id);
  });

  it.each([
    [-2, 401],
    [-1, 200],
    [0, 200],
    [1, 200],
    [2, 401],
  ])('accepts a phone whose clock is %i steps off with %i', async (steps, status) => {
    const login = `skewed${steps}`;
    const { app } = await site.withApp(login);
    site.clock.advance(QUARTER_HOUR_MS);
    expect((await site.finish(await site.half(login), app.code(steps))).status).toBe(status);
  });

  it('refuses a used code, also in requests at the same time', async () => {
    const { app } = await site.withApp('replayed');
    expect(essence(await site.finish(await site.half('replayed'), app.code()))).toEqual([401, 'WRONG_CODE']);
    const code = app.next();
    const halves = await Promise.all(Array.from({ length: 6 }, () => site.half('replayed')));
    const answers = await Promise.all(halves.map((half) => site.finish(half, code)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401, 401, 401]);
    expect(essence(await site.finish(await site.half('replayed'), app.code(-1)))).toEqual([401, 'WRONG_CODE']);
    expect((await site.finish(await site.half('replayed'), app.next())).status).toBe(200);
  });

  it('accepts each recovery code once, until new ones replace them', async () => {
    const { recoveryCodes, cookie } = await site.withApp('paper');
    const [first, second, third] = recoveryCodes as [string, string, string];
    expect((await site.finish(await site.half('paper'), ` ${first.toLowerCase().replaceAll('-', ' ')}`)).status).toBe(
      200,
    );
    expect(essence(await site.finish(await site.half('paper'), first))).toEqual([401, 'WRONG_CODE']);
    const halves = [await site.half('paper'), await site.half('paper')];
    const racing = await Promise.all(halves.map((half) => site.finish(half, second)));
    expect(racing.map(({ status }) => status).sort()).toEqual([200, 401]);
    const { body: replaced } = await site.post('/api/account/recovery-codes', undefined, cookie);
    expect(essence(await site.finish(await site.half('paper'), third))).toEqual([401, 'WRONG_CODE']);
    expect((await site.finish(await site.half('paper'), replaced.recoveryCodes[0])).status).toBe(200);
    const list = await site.server.request('GET', '/api/account/second-factors', { cookie });
    expect(list.body.recoveryCodes).toBe(9);
  });

  it("refuses somebody else's codes and their half session", async () => {
    const [mine, theirs] = [await site.withApp('mine'), await site.withApp('theirs')];
    site.clock.advance(30_000);
    const half = await site.half('mine');
    for (const code of [theirs.app.code(), theirs.recoveryCodes[0]!, '', 'код', '000000 '.repeat(10)])
      expect(essence(await site.finish(half, code))).toEqual([401, 'WRONG_CODE']);
    expect((await site.finish(half, mine.app.code())).status).toBe(200);
  });

  it.each(['', `qorzhyn_second_step=${'A'.repeat(43)}`, 'qorzhyn_second_step=x'])(
    'refuses the second step without a half session: «%s»',
    async (cookie) => expect(essence(await site.finish(cookie, '123456'))).toEqual([401, 'SECOND_STEP_EXPIRED']),
  );

  it.each([['{}'], ['{"code":5}'], ['{"code":"1","x":1}'], [`{"code":"${'1'.repeat(101)}"}`], ['[]']])(
    'refuses the body %s',
    async (body) => {
      const answer = await site.server.request('POST', '/api/session/second-factor', {
        body,
        headers: { 'content-type': 'application/json' },
      });
      expect(essence(answer)).toEqual([400, 'VALIDATION_FAILED']);
    },
  );

  it('keeps a half session for five minutes and one success', async () => {
    const { app } = await site.withApp('patient');
    const late = await site.half('patient');
    site.clock.advance(300_001);
    expect(await site.who(late)).toEqual({ viewer: null, confirmedUntil: null, notices: [] });
    expect(essence(await site.finish(late, app.next()))).toEqual([401, 'SECOND_STEP_EXPIRED']);
    const half = await site.half('patient');
    expect((await site.finish(half, app.next())).status).toBe(200);
    expect(essence(await site.finish(half, app.next()))).toEqual([401, 'SECOND_STEP_EXPIRED']);
  });

  it('opens nothing but the second step with a half session', async () => {
    const { app } = await site.withApp('half-way');
    const half = await site.half('half-way');
    const token = half.split('=')[1]!;
    for (const cookie of [half, `qorzhyn_session=${token}`]) {
      for (const path of ['/api/accounts', '/api/audit', '/api/actions', '/api/account/second-factors'])
        expect(essence(await site.server.request('GET', path, { cookie }))).toEqual([401, 'SIGN_IN_REQUIRED']);
      expect(essence(await site.post('/api/invitations', { role: 'auditor' }, cookie))).toEqual([
        401,
        'SIGN_IN_REQUIRED',
      ]);
      expect(essence(await site.post('/api/account/second-factors', undefined, cookie))).toEqual([
        401,
        'SIGN_IN_REQUIRED',
      ]);
    }
    expect((await site.finish(half, app.next())).status).toBe(200);
  });

  it('is asked for after a new password from an invitation link, too', async () => {
    const { id, app } = await site.withApp('forgetful');
    const { body: link } = await site.post(`/api/accounts/${id}/invite-again`, undefined, site.server.adminCookie);
    const accepted = await site.post(`/api/invitations/${link.token}/accept`, { login: 'forgetful', password });
    expect(accepted.body).toMatchObject({ accountId: id, secondFactor: 'needed' });
    const half = cookieSetBy(accepted);
    expect((await site.who(half)).viewer).toBeNull();
    expect((await site.finish(half, app.next())).status).toBe(200);
  });

  it('ends with a change of role and with the account', async () => {
    const [moved, gone] = [await site.withApp('moved'), await site.withApp('gone')];
    const halves = [await site.half('moved'), await site.half('gone')];
    await site.post(`/api/accounts/${moved.id}/grant`, { role: 'auditor' }, site.server.adminCookie);
    await site.post(`/api/accounts/${gone.id}/close`, undefined, site.server.adminCookie);
    const codes = [moved.app.next(), gone.app.code()];
    for (const [index, half] of halves.entries())
      expect(essence(await site.finish(half, codes[index]!))).toEqual([401, 'SECOND_STEP_EXPIRED']);
    const rows = await site.server.app.get(DataSource).query(
      `SELECT account_id FROM second_factors WHERE account_id = $1
       UNION ALL SELECT account_id FROM recovery_codes WHERE account_id = $1`,
      [gone.id],
    );
    expect(rows).toEqual([]);
  });

  it('counts wrong codes by account and lets others in', async () => {
    const [guessed, neighbour] = [await site.withApp('guessed'), await site.withApp('neighbour')];
    site.clock.advance(30_000);
    const wrong = guessed.app.code(10);
    const guesses = await Promise.all(
      Array.from({ length: GUESSES }, async () => site.finish(await site.half('guessed'), wrong)),
    );
    expect(guesses.map(essence)).toEqual(Array.from({ length: GUESSES }, () => [401, 'WRONG_CODE']));
    const right = await site.finish(await site.half('guessed'), guessed.app.code());
    expect([...essence(right), Number(right.headers.get('retry-after')) > 600]).toEqual([429, 'TOO_MANY_LOGINS', true]);
    expect((await site.finish(await site.half('neighbour'), neighbour.app.code())).status).toBe(200);
  });
});

describe('removing second factors', () => {
  it('by oneself makes the password enough and deletes the secret', async () => {
    const { id, cookie, factorId } = await site.withApp('remover');
    const path = `/api/account/second-factors/${factorId}`;
    const answer = await site.server.request('DELETE', path, { cookie });
    const event = (await site.server.events(`account-${id}`)).at(-1)!;
    expect([event.type, event.position]).toEqual(['SecondFactorRemoved', answer.body.position]);
    expect(JSON.parse(event.data)).toEqual({ accountId: id, factorId, kind: 'totp', by: 'self' });
    expect((await site.signIn('remover')).status).toBe(200);
    expect((await site.server.request('DELETE', path, { cookie })).status).toBe(200);
    expect((await site.server.events(`account-${id}`)).at(-1)!.id).toBe(event.id);
    const left = await site.server.app
      .get(DataSource)
      .query(
        'SELECT id::text FROM second_factors WHERE account_id = $1 UNION ALL SELECT account_id FROM recovery_codes WHERE account_id = $1',
        [id],
      );
    expect(left).toEqual([]);
    expect(essence(await site.post('/api/account/recovery-codes', undefined, cookie))).toEqual([
      409,
      'SECOND_FACTOR_NONE',
    ]);
  });

  it('by an organiser names them and ends all sessions', async () => {
    const { id, cookie, factorId, app } = await site.withApp('lost-phone', 'reviewer');
    const { cookie: reviewer } = await site.server.signedIn('reviewer');
    const path = `/api/accounts/${id}/remove-second-factor`;
    expect(essence(await site.post(path, undefined, reviewer))).toEqual([403, 'ROLE_NOT_ALLOWED']);
    expect(essence(await site.post(path, undefined, cookie))).toEqual([403, 'ROLE_NOT_ALLOWED']);
    const half = await site.half('lost-phone');
    const answer = await site.post(path, undefined, site.server.adminCookie);
    const event = (await site.server.events(`account-${id}`)).at(-1)!;
    expect([answer.status, event.position]).toEqual([200, answer.body.position]);
    expect(JSON.parse(event.data)).toEqual({ accountId: id, factorId, kind: 'totp', by: 'organiser' });
    expect(JSON.parse(event.metadata).actor).toBe(site.server.adminId);
    expect((await site.who(cookie)).viewer).toBeNull();
    expect(essence(await site.finish(half, app.next()))).toEqual([401, 'SECOND_STEP_EXPIRED']);
    expect((await site.signIn('lost-phone')).status).toBe(200);
    const missing = '/api/accounts/nobody/remove-second-factor';
    expect(essence(await site.post(missing, undefined, site.server.adminCookie))).toEqual([404, 'ACCOUNT_NOT_FOUND']);
  });
});

describe('a server that requires second factors', () => {
  let strict: Site;
  beforeAll(async () => {
    const env = { QORZHYN_SECOND_FACTOR: 'required', QORZHYN_FACTOR_KEY: '0123456789abcdef'.repeat(4) };
    const server = await startTestApp({ env: { QORZHYN_CONFIRM_MINUTES: '15', ...env } });
    strict = new Site(server);
    await strict.addApp(server.adminCookie);
    await openChallenge(server);
    await strict.post(`/api/challenges/${CHALLENGE}/freeze`, undefined, server.adminCookie);
  }, 120_000);
  afterAll(() => strict?.server.close());

  it.each(['organiser', 'reviewer'] as const)('lets a %s without one do nothing but add one', async (role) => {
    const login = `new-${role}`;
    await strict.person(login, role);
    const signedIn = await strict.signIn(login);
    expect([signedIn.status, signedIn.body.secondFactor]).toEqual([200, 'to-add']);
    const cookie = cookieSetBy(signedIn);
    expect(await strict.who(cookie)).toEqual({
      viewer: null,
      confirmedUntil: null,
      notices: [],
      secondFactor: 'to-add',
    });
    for (const [method, path] of [
      ['GET', '/api/accounts'],
      ['GET', '/api/actions'],
      ['GET', '/api/audit'],
      ['POST', '/api/invitations'],
      ['POST', `/api/challenges/${CHALLENGE}/reveal`],
      ['POST', '/api/account/recovery-codes'],
    ] as const)
      expect([path, ...essence(await strict.server.request(method, path, { cookie }))]).toEqual([
        path,
        403,
        'SECOND_FACTOR_REQUIRED',
      ]);
    await strict.addApp(cookie);
    expect((await strict.who(cookie)).viewer.role).toBe(role);
    expect((await strict.server.request('GET', '/api/actions', { cookie })).status).toBe(200);
    expect(essence(await strict.signIn(login))).toEqual([401, 'SECOND_FACTOR_NEEDED']);
  });

  it('needs the password again to change factors and codes', async () => {
    const { cookie } = await strict.person('slow');
    strict.clock.advance(QUARTER_HOUR_MS + 1);
    const asked = (method: string, path: string, who = cookie) =>
      strict.server.request(method, `/api/account/${path}`, { cookie: who }).then(essence);
    expect(await asked('POST', 'second-factors')).toEqual([403, 'PASSWORD_AGAIN']);
    expect((await strict.post('/api/session/confirm', { password }, cookie)).status).toBe(200);
    const { factorId } = await strict.addApp(cookie);
    strict.clock.advance(QUARTER_HOUR_MS + 1);
    expect(await asked('DELETE', `second-factors/${factorId}`)).toEqual([403, 'PASSWORD_AGAIN']);
    expect(await asked('POST', 'recovery-codes')).toEqual([403, 'PASSWORD_AGAIN']);
    const { accountId } = await strict.server.signedIn('auditor');
    const stale = strict.server.adminCookie;
    expect(essence(await strict.post(`/api/accounts/${accountId}/remove-second-factor`, undefined, stale))).toEqual([
      403,
      'PASSWORD_AGAIN',
    ]);
    await strict.post('/api/session/confirm', { password: 'құпия сөз 2026' }, stale);
  });

  it('shows such a person only the boards of the public', async () => {
    const { cookie } = await strict.person('curious');
    const board = `/api/challenges/${CHALLENGE}/standings`;
    const hidden = { collegeId: 'beket', points: 7, reason: 'late-report' };
    const { body } = await strict.post(`/api/challenges/${CHALLENGE}/adjust`, hidden, strict.server.adminCookie);
    const asked = (who?: string) =>
      strict.server.request('GET', `${board}?atLeast=${body.position}`, who ? { cookie: who } : {});
    expect((await asked(cookie)).body).toEqual((await asked()).body);
    expect((await asked(strict.server.adminCookie)).body.rows).not.toEqual((await asked()).body.rows);
    const watched = async (who: string) => {
      const options = { transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders: { cookie: who } };
      const socket = io(`${strict.server.url}/live`, options);
      const watch = { challengeId: CHALLENGE, board: 'total' };
      const seen = (await socket.timeout(5_000).emitWithAck('standings:watch', watch)) as {
        rows: unknown;
      };
      socket.disconnect();
      return seen.rows;
    };
    expect(await watched(cookie)).toEqual(await watched('nobody=1'));
    expect(await watched(cookie)).not.toEqual(await watched(strict.server.adminCookie));
  });

  it.each(['coordinator', 'auditor'] as const)('asks nothing of a %s', async (role) => {
    const { cookie } = await strict.person(`free-${role}`, role);
    expect((await strict.server.request('GET', '/api/actions', { cookie })).status).toBe(200);
  });

  it('asks nothing of a screen, which has no password', async () => {
    const { cookie } = await strict.server.signedIn('screen');
    expect((await strict.who(cookie)).viewer.role).toBe('screen');
    expect(essence(await strict.post('/api/account/second-factors', undefined, cookie))).toEqual([
      403,
      'ROLE_NOT_ALLOWED',
    ]);
  });

  it('asks again after a removal or a change of role', async () => {
    const person = await strict.withApp('changes-phone');
    const path = `/api/account/second-factors/${person.factorId}`;
    expect((await strict.server.request('DELETE', path, { cookie: person.cookie })).status).toBe(200);
    expect(essence(await strict.server.request('GET', '/api/accounts', { cookie: person.cookie }))).toEqual([
      403,
      'SECOND_FACTOR_REQUIRED',
    ]);
    await strict.addApp(person.cookie);
    expect((await strict.server.request('GET', '/api/accounts', { cookie: person.cookie })).status).toBe(200);
    const promoted = await strict.person('promoted', 'auditor');
    await strict.post(`/api/accounts/${promoted.id}/grant`, { role: 'organiser' }, strict.server.adminCookie);
    expect((await strict.signIn('promoted')).body.secondFactor).toBe('to-add');
  });

  it('keeps secrets encrypted in their table', async () => {
    const { cookie, app } = await strict.person('sealed').then(async (one) => ({
      ...one,
      ...(await strict.addApp(one.cookie)),
    }));
    const rows = await strict.server.app
      .get(DataSource)
      .query<{ secret: Buffer }[]>('SELECT secret FROM second_factors');
    for (const { secret } of rows) expect([secret[0], secret.length]).toEqual([1, 1 + 12 + 16 + 20]);
    expect((await strict.who(cookie)).viewer).not.toBeNull();
    expect((await strict.finish(await strict.half('sealed'), app.next())).status).toBe(200);
  });
});

it('a server with second factors off neither asks nor offers', async () => {
  const off = new Site(await startTestApp({ env: { QORZHYN_SECOND_FACTOR: 'off' } }));
  try {
    const { cookie } = await off.person('plain');
    expect(essence(await off.post('/api/account/second-factors', undefined, cookie))).toEqual([
      409,
      'SECOND_FACTOR_OFF',
    ]);
    expect((await off.signIn('plain')).status).toBe(200);
  } finally {
    await off.server.close();
  }
}, 60_000);
