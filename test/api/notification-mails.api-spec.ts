import { Courier } from '../../src/outbox/courier.js';
import { DeliverNotifications } from '../../src/notifications/deliver/deliver-notifications.js';
import { NotificationSettings } from '../../src/notifications/settings/notification-settings.repository.js';
import { DeliveryScheduler } from '../../src/notifications/deliver/delivery-scheduler.js';
import { GreenSeason } from '../support/green-season.js';
import { MailServer, textOf } from '../support/mail-server.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const PUBLIC_URL = 'https://qorzhyn.example.kz';
const AUTO = { 'x-test': 'mails' };

const mails = new MailServer();
let season: GreenSeason;
/** A coordinator of teniz whose mails the tests read. */
let reader: { accountId: string; cookie: string };
let nurlan: string;
/** The address of the reader; those of earlier tests get mails too. */
let address = '';
let count = 0;

beforeAll(async () => {
  season = await GreenSeason.start({ env: { SMTP_URL: await mails.listen(), PUBLIC_URL } });
  // The turns of its own would send between two steps of a test.
  Object.assign(season.app.app.get(DeliveryScheduler), { safely: () => Promise.resolve() });
  nurlan = season.nurlan;
}, 120_000);
afterAll(async () => {
  await season?.app.close();
  await mails.close();
});
beforeEach(async () => {
  season.clock.advance(MINUTE_MS);
  mails.reset();
  address = `reader-${(count += 1)}@example.kz`;
  reader = await season.app.signedIn('coordinator', 'teniz');
});

const settings = (body: object, cookie = reader.cookie) => season.as(cookie, 'PUT', '/api/account/notifications', body);
const shown = async (cookie = reader.cookie) => (await season.as(cookie, 'GET', '/api/account/notifications')).body;
const deliver = async () => {
  await season.app.app.get(DeliveryScheduler).run();
  await season.app.app.get(Courier).deliverDue();
};
const inbox = () => mails.taken.filter(({ to }) => to.includes(address));
const texts = () => inbox().map(({ raw }) => textOf(raw));

/** Verifies an address by the code of its mail. */
async function verify(wanted = address, cookie = reader.cookie) {
  const asked = await season.as(cookie, 'PUT', '/api/account/notifications/address', { address: wanted });
  expect(asked.status).toBe(200);
  await deliver();
  const sent = mails.taken.filter(({ to }) => to.includes(wanted)).map(({ raw }) => textOf(raw));
  const code = /\d{3} \d{3}/.exec(sent.at(-1)!)![0];
  const confirmed = await season.as(cookie, 'POST', '/api/account/notifications/address/confirm', { code });
  expect(confirmed.status).toBe(200);
  mails.reset();
}
async function asked(reason = 'photo-unclear') {
  const id = await season.submitted({ kind: 'G1' });
  const { status, body } = await season.as(nurlan, 'POST', `/api/actions/${id}/request-information`, { reason }, AUTO);
  expect(status).toBe(200);
  await season.as(season.teniz, 'GET', `/api/notifications?atLeast=${body.position}`);
  return id;
}

describe('Mail of notifications', () => {
  it('needs a verified address, which only its code verifies', async () => {
    expect(await settings({ mail: 'daily' })).toMatchObject({ status: 409, body: { code: 'MAIL_ADDRESS_MISSING' } });
    await season.as(reader.cookie, 'PUT', '/api/account/notifications/address', {
      address: `Mira-${address.toUpperCase()}`,
    });
    expect(await shown()).toMatchObject({
      address: null,
      pendingAddress: `Mira-${address.toUpperCase().split('@')[0]}@example.kz`,
      canMail: true,
    });
    const wrong = await season.as(reader.cookie, 'POST', '/api/account/notifications/address/confirm', {
      code: '000000',
    });
    expect(wrong).toMatchObject({ status: 409, body: { code: 'MAIL_CODE_WRONG' } });
    await verify();
    expect(await shown()).toMatchObject({ address, pendingAddress: null, mail: 'off' });
    expect((await settings({ mail: 'daily' })).status).toBe(200);
  });

  it('comes at once in the person’s language, with link and unsubscription', async () => {
    await verify();
    await settings({ mail: 'at-once', language: 'ru' });
    season.clock.advance(MINUTE_MS);
    const id = await asked();
    await deliver();
    await deliver();
    expect(inbox()).toHaveLength(1);
    const [{ to, raw }] = inbox() as [(typeof mails.taken)[0]];
    expect(to).toEqual([address]);
    expect(textOf(raw)).toContain('Subject: Новый вопрос');
    expect(textOf(raw)).toContain('есть вопрос. Причина: фото нечёткое.');
    expect(textOf(raw)).toContain(`${PUBLIC_URL}/portal/actions/${id}`);
    expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m);
    expect(raw).toMatch(/^List-Unsubscribe:\s+<https:\/\/qorzhyn\.example\.kz\/mail\/unsubscribe\/[\w-]{32}>/m);
  });

  it('leaves out earlier events and those that were read', async () => {
    await asked();
    season.clock.advance(MINUTE_MS);
    await verify();
    await settings({ mail: 'at-once' });
    await deliver();
    expect(inbox()).toHaveLength(0);
    season.clock.advance(MINUTE_MS);
    await asked();
    const upTo = season.clock.now().toISOString();
    await season.as(reader.cookie, 'POST', '/api/notifications/read', { upTo });
    await deliver();
    expect(inbox()).toHaveLength(0);
  });

  it('says nothing of the time before a restore', async () => {
    await verify();
    await settings({ mail: 'at-once' });
    season.clock.advance(MINUTE_MS);
    await asked();
    const { accountId } = reader;
    const recipients = await season.app.app.get(NotificationSettings).recipients();
    const recipient = recipients.find((one) => one.accountId === accountId)!;
    const restoredAt = new Date(season.clock.now().getTime() + 1);
    const messages = season.app.app.get(DeliverNotifications);
    await messages.to(recipient, restoredAt);
    await season.app.app.get(Courier).deliverDue();
    expect(inbox()).toHaveLength(0);
    await messages.to(recipient, new Date(0));
    await season.app.app.get(Courier).deliverDue();
    expect(inbox()).toHaveLength(1);
  });

  it('gathers many at a time in one mail', async () => {
    await verify();
    await settings({ mail: 'at-once', language: 'kk' });
    season.clock.advance(MINUTE_MS);
    for (let n = 0; n < 4; n += 1) await asked();
    await deliver();
    expect(inbox()).toHaveLength(1);
    expect(texts()[0]).toContain('Subject: Qorzhyn хабарландырулары: 4');
    expect(texts()[0]!.match(/бойынша сұрақ қойылды/g)!.length).toBeGreaterThanOrEqual(4);
  });

  it('waits for 18:00 in Aqtau where a daily mail is wanted', async () => {
    await verify();
    await settings({ mail: 'daily', language: 'kk' });
    season.clock.time = new Date('2026-09-03T12:00:00.000Z');
    const cookie = (await season.app.signedIn('coordinator', 'teniz')).cookie;
    season.teniz = cookie;
    nurlan = (await season.app.signedIn('reviewer', 'shagala')).cookie;
    await asked();
    await deliver();
    expect(inbox()).toHaveLength(0);
    season.clock.advance(HOUR_MS);
    await deliver();
    await deliver();
    expect(inbox()).toHaveLength(1);
    expect(texts()[0]).toContain('Жаңа хабарландырулар:');
  });

  it('stops at the button of the mail client, without a sign-in', async () => {
    await verify();
    await settings({ mail: 'at-once' });
    season.clock.advance(MINUTE_MS);
    await asked();
    await deliver();
    const path = /\/mail\/unsubscribe\/[\w-]+/.exec(inbox()[0]!.raw)![0];
    const page = await season.app.request('GET', path);
    expect([page.status, await shown()]).toMatchObject([200, { mail: 'at-once' }]);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const done = await season.app.request('POST', path, { body: 'List-Unsubscribe=One-Click', headers });
    expect([done.status, await shown()]).toMatchObject([200, { mail: 'off', address }]);
    expect((await season.app.request('POST', '/mail/unsubscribe/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')).status).toBe(404);
  });

  it('goes to no closed account and leaves nothing of it', async () => {
    await verify();
    await settings({ mail: 'at-once' });
    season.clock.advance(MINUTE_MS);
    await mails.stop();
    await asked();
    await deliver();
    const organiser = await season.app.cookieOf(season.app.adminId);
    expect((await season.as(organiser, 'POST', `/api/accounts/${reader.accountId}/close`, {})).status).toBe(200);
    await mails.start();
    await deliver();
    expect(inbox()).toHaveLength(0);
  });

  it('tells the earlier address of a change, and removes an address', async () => {
    await verify();
    await verify(`new-${address}`);
    await deliver();
    expect(texts()).toEqual([expect.stringContaining('Subject: Пошта мекенжайы өзгерді')]);
    await settings({ mail: 'at-once' });
    const removed = await season.as(reader.cookie, 'DELETE', '/api/account/notifications/address');
    expect(removed).toMatchObject({ status: 200, body: { address: null, mail: 'off' } });
  });

  it('refuses malformed addresses and codes, and a sixth code a day', async () => {
    const put = (address: unknown) =>
      season.as(reader.cookie, 'PUT', '/api/account/notifications/address', { address });
    for (const address of [
      'a',
      'a@b',
      'a@b.kz, c@d.kz',
      'a@b.kz\r\nBcc: c@d.kz',
      '<a@b.kz>',
      `${'a'.repeat(250)}@b.kz`,
      5,
    ])
      expect((await put(address)).status).toBe(400);
    for (let n = 0; n < 5; n += 1) expect((await put('a@b.kz')).status).toBe(200);
    expect(await put('a@b.kz')).toMatchObject({ status: 429, body: { code: 'TOO_MANY_CODES' } });
    expect(
      (await season.as(reader.cookie, 'POST', '/api/account/notifications/address/confirm', { code: '12' })).status,
    ).toBe(400);
  });

  it('asks for the password again before an address changes', async () => {
    const late = await GreenSeason.start({ env: { QORZHYN_CONFIRM_MINUTES: '1' } });
    late.clock.advance(2 * MINUTE_MS);
    const path = '/api/account/notifications/address';
    expect(await late.as(late.teniz, 'PUT', path, { address: 'a@b.kz' })).toMatchObject({
      status: 403,
      body: { code: 'PASSWORD_AGAIN' },
    });
    expect((await late.as(late.teniz, 'GET', '/api/account/notifications')).body).toMatchObject({
      canMail: false,
      mail: 'off',
    });
    await late.app.close();
  });
});
