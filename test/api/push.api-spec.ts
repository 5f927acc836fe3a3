import { DataSource } from 'typeorm';
import type { AppConfig } from '../../src/config/environment.js';
import type { ServerLog } from '../../src/observability/server-log.js';
import { PushKeyRow } from '../../src/notifications/push/push-keys.repository.js';
import { Courier } from '../../src/outbox/courier.js';
import { Outbox } from '../../src/outbox/outbox.repository.js';
import { DeliveryScheduler } from '../../src/notifications/deliver/delivery-scheduler.js';
import { PushChannel } from '../../src/notifications/push/push-channel.js';
import { isPushEndpoint } from '../../src/notifications/push/push-endpoint.js';
import { postPush } from '../../src/notifications/push/push-request.js';
import { GreenSeason } from '../support/green-season.js';
import { PushService } from '../support/push-service.js';

const MINUTE_MS = 60_000;
const PATH = '/api/push/subscriptions';

const service = new PushService();
let season: GreenSeason;
let reader: { accountId: string; cookie: string };

beforeAll(async () => {
  await service.listen();
  season = await GreenSeason.start({ env: { PUBLIC_URL: 'https://qorzhyn.example.kz' } });
  // The turns of its own would send between two steps of a test.
  Object.assign(season.app.app.get(DeliveryScheduler), { safely: () => Promise.resolve() });
  // A server sends nothing of the time before its first turn.
  await season.app.app.get(DeliveryScheduler).run();
}, 120_000);
afterAll(async () => {
  await season?.app.close();
  await service.close();
});
beforeEach(async () => {
  season.clock.advance(MINUTE_MS);
  service.openTo(season.app);
  service.status = 201;
  service.taken.length = 0;
  reader = await season.app.signedIn('coordinator', 'teniz');
});

const subscribe = (name?: string, cookie = reader.cookie) =>
  season.as(cookie, 'POST', PATH, service.subscription(name));
const browsers = async (cookie = reader.cookie) =>
  (await season.as(cookie, 'GET', '/api/account/notifications')).body.browsers;
const deliver = async () => {
  await season.app.app.get(DeliveryScheduler).run();
  await season.app.app.get(Courier).deliverDue();
};
const pushCounts = async () =>
  (await season.app.app.get(Outbox).counts()).find(({ channel }) => channel === 'push') ?? { waiting: 0, dead: 0 };
async function asked() {
  season.clock.advance(MINUTE_MS);
  const id = await season.submitted({ kind: 'G1' });
  const path = `/api/actions/${id}/request-information`;
  const { body } = await season.as(season.nurlan, 'POST', path, { reason: 'photo-unclear' });
  await season.as(season.teniz, 'GET', `/api/notifications?atLeast=${body.position}`);
  return id;
}
const ofReader = () => service.taken.filter(({ path }) => path === `/${reader.accountId}`);

describe('Push messages', () => {
  it('reach the browser once, encrypted, in the language of the person', async () => {
    const { body: key } = await season.as(reader.cookie, 'GET', '/api/push/key');
    expect(Buffer.from(key.publicKey, 'base64url')).toHaveLength(65);
    expect((await subscribe(reader.accountId)).status).toBe(204);
    await season.as(reader.cookie, 'PUT', '/api/account/notifications', { language: 'ru' });
    const id = await asked();
    await deliver();
    await deliver();
    expect(ofReader()).toHaveLength(1);
    const [{ text, headers }] = ofReader() as [(typeof service.taken)[0]];
    expect(text).toMatchObject({ title: 'Новый вопрос', href: `/portal/actions/${id}` });
    expect(text.body).toMatch(/есть вопрос\. Причина: фото нечёткое\.$/);
    expect(headers).toMatchObject({ ttl: '86400', topic: expect.stringMatching(/^[\w-]{32}$/) });
    expect(headers['authorization']).toMatch(/^vapid t=.+, k=/);
  });

  it('stop for a person who turns them off', async () => {
    await subscribe(reader.accountId);
    await season.as(reader.cookie, 'PUT', '/api/account/notifications', { push: false });
    await asked();
    await deliver();
    expect(ofReader()).toHaveLength(0);
  });

  it.each([404, 410])('forget a browser that its service no longer knows: %i', async (status) => {
    await subscribe(reader.accountId);
    service.status = status;
    await asked();
    await deliver();
    expect([await browsers(), (await pushCounts()).dead]).toEqual([0, 0]);
  });

  it('are repeated after a fault of the service', async () => {
    await subscribe(reader.accountId);
    service.status = 503;
    await asked();
    await deliver();
    service.status = 201;
    season.clock.advance(2 * MINUTE_MS);
    await deliver();
    expect(ofReader()).toHaveLength(1);
    expect(await browsers()).toBe(1);
  });

  it('are dead letters after a refusal, and late ones after a day', async () => {
    const before = (await pushCounts()).dead;
    await subscribe(reader.accountId);
    service.status = 403;
    await asked();
    await deliver();
    expect((await pushCounts()).dead).toBeGreaterThan(before);
    const cookie = await season.app.cookieOf(season.app.adminId);
    const { body } = await season.as(cookie, 'GET', '/api/dead-letters');
    expect(body.items[0]).toMatchObject({ channel: 'push', topic: 'question', error: 'push 403' });
    expect(JSON.stringify(body)).not.toContain('localhost');
  });
});

describe('A subscription', () => {
  it('is one of ten at most, and the oldest go first', async () => {
    for (let n = 0; n < 12; n += 1) {
      await subscribe(`many-${n}`);
      season.clock.advance(1_000);
    }
    expect(await browsers()).toBe(10);
    const gone = service.subscription('many-0').endpoint;
    await season.as(reader.cookie, 'DELETE', `${PATH}?endpoint=${encodeURIComponent(gone)}`);
    expect(await browsers()).toBe(10);
  });

  it('belongs to the last person of the browser alone', async () => {
    const other = await season.app.signedIn('coordinator', 'dala');
    await subscribe('shared');
    const { endpoint } = service.subscription('shared');
    await season.as(other.cookie, 'DELETE', `${PATH}?endpoint=${encodeURIComponent(endpoint)}`);
    expect(await browsers()).toBe(1);
    await subscribe('shared', other.cookie);
    expect([await browsers(), await browsers(other.cookie)]).toEqual([0, 1]);
    await season.as(other.cookie, 'DELETE', `${PATH}?endpoint=${encodeURIComponent(endpoint)}`);
    expect(await browsers(other.cookie)).toBe(0);
  });

  it('takes only public https addresses and keys of the right length', async () => {
    season.app.app.get(PushChannel).allows = isPushEndpoint;
    const { keys } = service.subscription();
    const ask = (body: object) => season.as(reader.cookie, 'POST', PATH, body);
    for (const endpoint of ['https://127.0.0.1/x', 'https://localhost/x', 'https://10.1.2.3/x', 'https://[::1]/x'])
      expect(await ask({ endpoint, keys })).toMatchObject({ status: 422, body: { code: 'PUSH_ADDRESS_REFUSED' } });
    const endpoint = 'https://push.example.kz/x';
    for (const body of [
      { endpoint: 'http://push.example.kz/x', keys },
      { endpoint: `${endpoint}/${'x'.repeat(1000)}`, keys },
      { endpoint, keys: { ...keys, auth: keys.p256dh } },
      { endpoint, keys: { p256dh: keys.auth, auth: keys.auth } },
      { endpoint },
    ])
      expect((await ask(body)).status).toBe(400);
    expect((await ask({ endpoint, keys })).status).toBe(204);
  });

  it('is not visited when its name leads to this machine', async () => {
    await subscribe(reader.accountId);
    const channel = season.app.app.get(PushChannel);
    channel.post = postPush;
    await asked();
    await deliver();
    expect([ofReader().length, await browsers()]).toEqual([0, 0]);
  });

  it('ends with its account', async () => {
    await subscribe(reader.accountId);
    const cookie = await season.app.cookieOf(season.app.adminId);
    await season.as(cookie, 'POST', `/api/accounts/${reader.accountId}/close`, {});
    await asked();
    await deliver();
    expect(ofReader()).toHaveLength(0);
  });
});

describe('The key pair', () => {
  it('is sealed, survives a restart, and is not shown under another key', async () => {
    const key = 'a'.repeat(32);
    const sealed = await GreenSeason.start({ env: { QORZHYN_FACTOR_KEY: key } });
    const { publicKey } = (await sealed.as(sealed.teniz, 'GET', '/api/push/key')).body;
    const rows = sealed.app.app.get(DataSource);
    const log = { error: () => undefined } as unknown as ServerLog;
    const started = (QORZHYN_FACTOR_KEY: string) =>
      new PushKeyRow(rows, sealed.clock, { QORZHYN_FACTOR_KEY } as AppConfig, log).keys();
    const again = await started(key);
    expect(again!.publicKey).toBe(publicKey);
    const [{ stored }] = await rows.query("SELECT encode(private_key, 'escape') AS stored FROM push_keys");
    expect(stored).not.toContain(again!.privateKey);
    expect(await started('b'.repeat(32))).toBeNull();
    await sealed.app.close();
  });
});
