import { randomUUID } from 'node:crypto';
import { Courier } from '../../src/outbox/courier.js';
import { Outbox } from '../../src/outbox/outbox.repository.js';
import { addMailTemplates } from '../../src/mail/mail-templates.js';
import { MailAddresses } from '../../src/mail/mail-addresses.repository.js';
import { type Mail, Mailer } from '../../src/mail/mailer.js';
import { startTestApp, type TestApp, TestClock } from '../support/app.js';
import { MailServer } from '../support/mail-server.js';

const words = { subject: 'Сынақ {n}', paragraphs: ['Сәлем, {n}.'], button: 'Ашу' };
addMailTemplates({ trial: { kk: words, ru: words, en: words } });

const mails = new MailServer();
const clock = new TestClock();
let server: TestApp;
let person: string;

beforeAll(async () => {
  server = await startTestApp({
    clock,
    env: { SMTP_URL: await mails.listen(), PUBLIC_URL: 'https://qorzhyn.example.kz' },
  });
  person = (await server.signedIn('coordinator')).accountId;
}, 120_000);
afterAll(async () => {
  await server?.close();
  await mails.close();
});
beforeEach(() => mails.reset());

const outbox = () => server.app.get(Outbox, { strict: false });
const deliver = () => server.app.get(Courier, { strict: false }).deliverDue();
const send = (more: Partial<Mail> = {}) =>
  server.app.get(Mailer, { strict: false }).send({
    accountId: person,
    to: 'aigul@example.kz',
    language: 'kk',
    template: 'trial',
    values: { n: 'Айгүл' },
    link: 'https://qorzhyn.example.kz/portal',
    dedupKey: randomUUID(),
    ...more,
  });
const counts = async () => (await outbox().counts())[0] ?? { waiting: 0, dead: 0 };

describe('Mailer', () => {
  it('sends one mail for a key, with stable id and date', async () => {
    const dedupKey = randomUUID();
    expect(await send({ dedupKey })).toBe('queued');
    expect(await send({ dedupKey })).toBe('known');
    await deliver();
    expect(await send({ dedupKey })).toBe('known');
    await deliver();
    expect(mails.taken).toHaveLength(1);
    const [{ to, raw, messageId }] = mails.taken as [(typeof mails.taken)[0]];
    expect(to).toEqual(['aigul@example.kz']);
    expect(messageId).toMatch(/^<[0-9a-f]{32}@qorzhyn\.example\.kz>$/);
    expect(raw).toMatch(/^Date: Sun, 01 Mar 2026 07:00:00 \+0000/m);
    expect(raw).toMatch(/^Auto-Submitted: auto-generated/m);
    expect(await counts()).toMatchObject({ waiting: 0, dead: 0 });
  });

  it('gives a refused recipient up, and shows no address to the operator', async () => {
    mails.refuse = { code: 550, at: 'rcpt' };
    await send();
    await deliver();
    const { items } = await outbox().deadLetters({ limit: 10, offset: 0 });
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ accountId: person, topic: 'trial', error: 'smtp EENVELOPE 550 rcpt to' });
    expect(JSON.stringify(items)).not.toContain('aigul');
    mails.refuse = null;
    expect(await outbox().revive(items[0]!.id)).toBe(1);
    await deliver();
    expect([mails.taken.length, (await counts()).dead]).toEqual([1, 0]);
  });

  it('repeats what is refused for the present, later and not at once', async () => {
    mails.refuse = { code: 451, at: 'data' };
    await send();
    await deliver();
    mails.refuse = null;
    await deliver();
    expect([mails.taken.length, (await counts()).waiting]).toEqual([0, 1]);
    clock.advance(3_600_000);
    await deliver();
    expect(mails.taken).toHaveLength(1);
  });

  it('keeps all mails while the server is down, without counting attempts', async () => {
    await mails.stop();
    for (let n = 0; n < 40; n += 1) await send();
    for (let n = 0; n < 3; n += 1) await deliver();
    expect(await counts()).toMatchObject({ waiting: 40, dead: 0 });
    await mails.start();
    await deliver();
    expect([mails.taken.length, new Set(mails.taken.map(({ messageId }) => messageId)).size]).toEqual([40, 40]);
  });

  it('drops mails beyond the limit of an account and expires old ones', async () => {
    await mails.stop();
    for (let n = 0; n < 200; n += 1) await send();
    expect(await send()).toBe('full');
    clock.advance(4 * 86_400_000);
    await deliver();
    expect(await counts()).toMatchObject({ waiting: 0, dead: 200 });
    await mails.start();
    clock.advance(31 * 86_400_000);
    await outbox().purge();
    expect(await counts()).toMatchObject({ dead: 0 });
  });

  it('sends nothing for an erased account', async () => {
    const { accountId } = await server.signedIn('coordinator', 'other-college');
    expect(await send({ accountId: 'nobody' })).toBe('gone');
    await mails.stop();
    await send({ accountId });
    const cookie = await server.cookieOf(server.adminId);
    const closed = await server.request('POST', `/api/accounts/${accountId}/close`, { cookie, body: {} });
    expect(closed.status).toBe(200);
    await mails.start();
    await deliver();
    expect(mails.taken).toHaveLength(0);
  });
});

describe('MailAddresses', () => {
  it('verifies an address by the code of its newest mail', async () => {
    const addresses = server.app.get(MailAddresses, { strict: false });
    const first = await addresses.propose(person, 'a@example.kz');
    const code = (await addresses.propose(person, 'b@example.kz'))!;
    expect(await addresses.verified(person)).toBeNull();
    expect(first === code || (await addresses.confirm(person, first!))).toBe(first === code);
    expect(await addresses.confirm(person, code)).toBe(true);
    expect(await addresses.confirm(person, code)).toBe(false);
    expect(await addresses.of(person)).toEqual({ address: 'b@example.kz', pending: null });
  });

  it('ends a code after five guesses or half an hour', async () => {
    const { accountId } = await server.signedIn('coordinator', 'other-college');
    const addresses = server.app.get(MailAddresses, { strict: false });
    const code = (await addresses.propose(accountId, 'c@example.kz'))!;
    const wrong = code === '000000' ? '000001' : '000000';
    for (let n = 0; n < 5; n += 1) expect(await addresses.confirm(accountId, wrong)).toBe(false);
    expect(await addresses.confirm(accountId, code)).toBe(false);
    const late = (await addresses.propose(accountId, 'c@example.kz'))!;
    clock.advance(31 * 60_000);
    expect(await addresses.confirm(accountId, late)).toBe(false);
    for (let n = 0; n < 3; n += 1) expect(await addresses.propose(accountId, 'c@example.kz')).toMatch(/^\d{6}$/);
    expect(await addresses.propose(accountId, 'c@example.kz')).toBeNull();
    clock.advance(86_400_000);
    expect(await addresses.propose(accountId, 'c@example.kz')).not.toBeNull();
  });
});
