import { CommandBus } from '@nestjs/cqrs';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { InviteAccount } from '../../src/accounts/invite-account/invite-account.js';
import type { Role } from '../../src/events/values.js';
import { Retention } from '../../src/http/retention.js';
import { type Answer, startTestApp, TestClock, type TestApp } from '../support/app.js';
import { cookieSetBy } from '../support/authenticator.js';
import { type Misbehaviour, SoftwarePasskey } from '../support/software-passkey.js';

const ORIGIN = 'https://qorzhyn.example';
const password = 'бес батыр 2026';
const headers = { origin: ORIGIN, 'user-agent': 'Mozilla/5.0 (Linux; Android 13) Chrome/126 Mobile Safari/537.36' };
const essence = ({ status, body }: Answer) => [status, body.code];

class Site {
  constructor(readonly server: TestApp) {}

  post = (path: string, body?: unknown, cookie?: string) =>
    this.server.request('POST', path, { ...(cookie ? { cookie } : {}), ...(body ? { body } : {}), headers });

  async person(login: string, role: Role = 'auditor') {
    const wish = { role, collegeId: null };
    const context = { actor: this.server.adminId, correlationId: randomUUID() };
    const { accountId: id, token } = await this.server.app.get(CommandBus).execute(new InviteAccount(wish, context));
    const accepted = await this.post(`/api/invitations/${token}/accept`, { login, password });
    return { id, login, cookie: cookieSetBy(accepted) };
  }

  options = async (cookie: string) => (await this.post('/api/account/passkeys/options', undefined, cookie)).body;
  add = async (cookie: string, device: SoftwarePasskey, wrong: Misbehaviour = {}) =>
    this.post('/api/account/passkeys', { response: device.create(await this.options(cookie), wrong) }, cookie);
  challenge = async () => (await this.post('/api/session/passkey/options')).body;
  signIn = async (device: SoftwarePasskey, wrong: Misbehaviour = {}) =>
    this.post('/api/session/passkey', { response: device.get(await this.challenge(), wrong) });
  list = async (cookie: string) => (await this.server.request('GET', '/api/account/passkeys', { cookie })).body;
  who = async (cookie: string) => (await this.server.request('GET', '/api/session', { cookie })).body;

  async withPasskey(login: string, role?: Role) {
    const person = await this.person(login, role);
    const device = new SoftwarePasskey(ORIGIN);
    const { body } = await this.add(person.cookie, device);
    return { ...person, device, passkeyId: body.passkeyId as string };
  }
}

let site: Site;
beforeAll(async () => {
  site = new Site(await startTestApp({ env: { PUBLIC_URL: ORIGIN, QORZHYN_LOGIN_FAILURES: '5' } }));
}, 120_000);
afterAll(() => site?.server.close());

describe('adding a passkey', () => {
  it('records its id alone and lists its name', async () => {
    const { id, cookie, passkeyId } = await site.withPasskey('adder');
    const event = (await site.server.events(`account-${id}`)).at(-1)!;
    expect([event.type, JSON.parse(event.data)]).toEqual(['PasskeyAdded', { accountId: id, passkeyId }]);
    const { items, offered } = await site.list(cookie);
    expect(offered).toBe(true);
    expect(items).toEqual([
      { id: passkeyId, name: 'Chrome, Android', synced: false, createdAt: expect.any(String), lastUsedAt: null },
    ]);
  });

  it('asks the device for a key that is listed without a login', async () => {
    const { cookie, device, id, login } = await site.withPasskey('options');
    expect(await site.options(cookie)).toMatchObject({
      rp: { id: 'qorzhyn.example', name: 'Qorzhyn' },
      user: { id: Buffer.from(id).toString('base64url'), name: login },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: [{ id: device.id }],
    });
  });

  it.each<[string, Misbehaviour]>([
    ['another site', { origin: 'https://elsewhere.example' }],
    ['another host', { rpId: 'elsewhere.example' }],
    ['an invented challenge', { challenge: Buffer.alloc(32).toString('base64url') }],
    ['a device that checked nobody', { flags: 0x01 }],
    ['a device that nobody touched', { flags: 0x04 }],
  ])('refuses %s', async (_, wrong) => {
    const { cookie } = await site.person(`refused-${randomUUID().slice(0, 8)}`);
    expect(essence(await site.add(cookie, new SoftwarePasskey(ORIGIN), wrong))).toEqual([422, 'PASSKEY_NOT_PROVED']);
    expect((await site.list(cookie)).items).toEqual([]);
  });

  it('refuses certificates, whose check could load foreign addresses', async () => {
    const { cookie } = await site.person('certified');
    const answer = await site.add(cookie, new SoftwarePasskey(ORIGIN), { x5c: [Buffer.from('certificate')] });
    expect(essence(answer)).toEqual([422, 'PASSKEY_NOT_PROVED']);
  });

  it('takes a challenge once, within ten minutes, from its account', async () => {
    const { cookie } = await site.person('once');
    const other = await site.person('other');
    const options = await site.options(cookie);
    const send = (device: SoftwarePasskey, who = cookie) =>
      site.post('/api/account/passkeys', { response: device.create(options) }, who);
    expect(essence(await send(new SoftwarePasskey(ORIGIN), other.cookie))).toEqual([422, 'PASSKEY_NOT_PROVED']);
    const first = await send(new SoftwarePasskey(ORIGIN));
    expect(first.status).toBe(201);
    expect(essence(await send(new SoftwarePasskey(ORIGIN)))).toEqual([422, 'PASSKEY_NOT_PROVED']);
    const late = await site.options(cookie);
    (site.server.clock as TestClock).advance(600_001);
    const device = new SoftwarePasskey(ORIGIN);
    const answer = await site.post('/api/account/passkeys', { response: device.create(late) }, cookie);
    expect(essence(answer)).toEqual([422, 'PASSKEY_NOT_PROVED']);
  });

  it('refuses a key of another account, and an eleventh key', async () => {
    const { device } = await site.withPasskey('owner');
    const { cookie } = await site.person('collector');
    expect(essence(await site.add(cookie, device))).toEqual([409, 'PASSKEY_KNOWN']);
    for (let count = 0; count < 10; count += 1)
      expect((await site.add(cookie, new SoftwarePasskey(ORIGIN))).status).toBe(201);
    expect(essence(await site.post('/api/account/passkeys/options', undefined, cookie))).toEqual([
      409,
      'PASSKEYS_FULL',
    ]);
  });

  it.each([{}, { response: {} }, { response: { id: '+/' } }])('refuses the malformed body %j', async (body) => {
    const { cookie } = await site.person(`malformed-${randomUUID().slice(0, 8)}`);
    expect((await site.post('/api/account/passkeys', body, cookie)).status).toBe(400);
    expect((await site.post('/api/session/passkey', body)).status).toBe(400);
  });
});

describe('a sign-in with a passkey', () => {
  it('needs neither login nor password, and stores the use', async () => {
    const { device, id, cookie } = await site.withPasskey('visitor');
    const answer = await site.signIn(device);
    expect([answer.status, answer.body.viewer.accountId]).toEqual([200, id]);
    expect(answer.headers.getSetCookie()[0]).toMatch(/^__Host-qorzhyn_session=.*; Secure; SameSite=Lax$/);
    expect((await site.who(cookieSetBy(answer))).viewer.accountId).toBe(id);
    expect((await site.list(cookie)).items[0].lastUsedAt).not.toBeNull();
    const once = await site.post('/api/session/passkey', {
      response: device.get(await site.challenge()),
      remember: false,
    });
    expect(once.headers.getSetCookie().join()).not.toMatch(/max-age/i);
  });

  it.each<[string, Misbehaviour]>([
    ['another site', { origin: 'https://elsewhere.example' }],
    ['another host', { rpId: 'elsewhere.example' }],
    ['an invented challenge', { challenge: Buffer.alloc(32).toString('base64url') }],
    ['a device that checked nobody', { flags: 0x01 }],
    ['the owner of another key', { userHandle: Buffer.from('somebody').toString('base64url') }],
    ['a copied device, whose count is behind', { counter: 1 }],
  ])('refuses %s', async (_, wrong) => {
    const { device } = await site.withPasskey(`victim-${randomUUID().slice(0, 8)}`);
    expect((await site.signIn(device)).status).toBe(200);
    const answer = await site.signIn(device, wrong);
    expect([essence(answer), answer.headers.get('set-cookie')]).toEqual([[401, 'PASSKEY_REFUSED'], null]);
  });

  it('refuses an answer that is sent twice, also at once', async () => {
    const { device } = await site.withPasskey('replayed');
    const response = device.get(await site.challenge());
    const answers = await Promise.all([1, 2].map(() => site.post('/api/session/passkey', { response })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  it('refuses a removed key, a closed account and an unknown key alike', async () => {
    const removed = await site.withPasskey('removed');
    const path = `/api/account/passkeys/${removed.passkeyId}`;
    expect((await site.server.request('DELETE', path, { cookie: removed.cookie, headers })).status).toBe(200);
    const closed = await site.withPasskey('closed');
    await site.post(
      `/api/accounts/${closed.id}/close`,
      undefined,
      site.server.adminCookie.replace('qorz', '__Host-qorz'),
    );
    const closing = await site.server.request('POST', `/api/accounts/${closed.id}/close`, {
      cookie: site.server.adminCookie,
      headers,
    });
    expect(closing.status).toBeLessThan(300);
    for (const device of [removed.device, closed.device, new SoftwarePasskey(ORIGIN)])
      expect(essence(await site.signIn(device))).toEqual([401, 'PASSKEY_REFUSED']);
    const rows = await site.server.app
      .get(DataSource)
      .query('SELECT 1 FROM passkeys WHERE account_id = $1', [closed.id]);
    expect(rows).toEqual([]);
  });

  it('stops an address after too many refused tries, and forgives right ones', async () => {
    const small = new Site(await startTestApp({ env: { PUBLIC_URL: ORIGIN, QORZHYN_LOGIN_FAILURES: '1' } }));
    const { device } = await small.withPasskey('patient');
    for (let tries = 0; tries < 12; tries += 1) expect((await small.signIn(device)).status).toBe(200);
    const stranger = new SoftwarePasskey(ORIGIN);
    const statuses: number[] = [];
    for (let tries = 0; tries < 12; tries += 1) statuses.push((await small.signIn(stranger)).status);
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429]);
    await small.server.close();
  });
});

describe('a passkey', () => {
  it('is renamed and removed by its owner alone', async () => {
    const { cookie, passkeyId } = await site.withPasskey('renamer');
    const stranger = await site.person('stranger');
    const rename = (who: string) =>
      site.post(`/api/account/passkeys/${passkeyId}/rename`, { name: 'Менің телефоным' }, who);
    expect(essence(await rename(stranger.cookie))).toEqual([404, 'PASSKEY_NOT_FOUND']);
    expect((await rename(cookie)).status).toBe(204);
    await site.server.request('DELETE', `/api/account/passkeys/${passkeyId}`, { cookie: stranger.cookie, headers });
    expect((await site.list(cookie)).items).toMatchObject([{ name: 'Менің телефоным' }]);
  });

  it('goes with the second factors that an organiser removes', async () => {
    const { id, device, passkeyId } = await site.withPasskey('lost-phone');
    const path = `/api/accounts/${id}/remove-second-factor`;
    await site.server.request('POST', path, { cookie: site.server.adminCookie, headers });
    const event = (await site.server.events(`account-${id}`)).at(-1)!;
    expect([event.type, JSON.parse(event.data)]).toEqual([
      'PasskeyRemoved',
      { accountId: id, passkeyId, by: 'organiser' },
    ]);
    expect(essence(await site.signIn(device))).toEqual([401, 'PASSKEY_REFUSED']);
  });

  it('whose event was never stored opens nothing and is deleted', async () => {
    const { id } = await site.person('crashed');
    const device = new SoftwarePasskey(ORIGIN);
    const database = site.server.app.get(DataSource);
    await database.query(`INSERT INTO passkeys VALUES ($1, $2, $3, $4, 0, '{}', false, 'x', 'qorzhyn.example', $5)`, [
      randomUUID(),
      id,
      device.credentialId,
      Buffer.alloc(9),
      site.server.clock.now(),
    ]);
    expect(essence(await site.signIn(device))).toEqual([401, 'PASSKEY_REFUSED']);
    (site.server.clock as TestClock).advance(3_600_001);
    await site.server.app.get(Retention).run();
    expect(await database.query('SELECT 1 FROM passkeys WHERE account_id = $1', [id])).toEqual([]);
  });

  it('is refused cleanly at an address without a name', async () => {
    const bare = new Site(await startTestApp());
    const { origin: _, ...plain } = headers;
    const options = await bare.server.request('POST', '/api/session/passkey/options', { headers: plain });
    expect(essence(options)).toEqual([409, 'PASSKEYS_NOT_HERE']);
    const { body } = await bare.server.request('GET', '/api/account/passkeys', { cookie: bare.server.adminCookie });
    expect(body).toEqual({ items: [], total: 0, offered: false });
    await bare.server.close();
  });
});

describe('where a role needs a second factor', () => {
  let strict: Site;
  beforeAll(async () => {
    strict = new Site(await startTestApp({ env: { PUBLIC_URL: ORIGIN, QORZHYN_SECOND_FACTOR: 'required' } }));
  }, 120_000);
  afterAll(() => strict?.server.close());

  it('a passkey is one, so a password alone opens nothing', async () => {
    const { cookie, device, id } = await strict.withPasskey('strict', 'organiser');
    expect((await strict.who(cookie)).viewer.accountId).toBe(id);
    const half = await strict.post('/api/session', { login: 'strict', password });
    expect(essence(half)).toEqual([401, 'SECOND_FACTOR_NEEDED']);
    expect((await strict.signIn(device)).body.viewer.accountId).toBe(id);
  });

  it('the second step asks for the passkey and no code', async () => {
    await strict.withPasskey('no-app', 'organiser');
    const half = cookieSetBy(await strict.post('/api/session', { login: 'no-app', password }));
    const { body } = await strict.server.request('GET', '/sign-in/code?lang=en', { cookie: half });
    expect(body).toContain('data-passkey="sign-in"');
    expect(body).toContain('Now confirm with the passkey of your device.');
    expect(body).not.toContain('action="/sign-in/code');
  });

  it('adding one ends the other sessions that had none', async () => {
    const person = await strict.person('two-sessions', 'organiser');
    const thief = cookieSetBy(await strict.post('/api/session', { login: 'two-sessions', password }));
    expect((await strict.who(thief)).secondFactor).toBe('to-add');
    expect((await strict.add(person.cookie, new SoftwarePasskey(ORIGIN))).status).toBe(201);
    expect(await strict.who(thief)).toMatchObject({ viewer: null });
    expect((await strict.who(person.cookie)).viewer.accountId).toBe(person.id);
  });
});
