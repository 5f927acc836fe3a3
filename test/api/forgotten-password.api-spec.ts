import { Courier } from '../../src/outbox/courier.js';
import { ForgottenPassword } from '../../src/accounts/index.js';
import { MailAddresses } from '../../src/mail/mail-addresses.repository.js';
import { startTestApp, TestClock, type TestApp } from '../support/app.js';
import { cookieSetBy } from '../support/authenticator.js';
import { inlineCode } from '../support/inline-code.js';
import { MailServer } from '../support/mail-server.js';

const ORIGIN = 'https://qorzhyn.example.kz';
const HALF_HOUR_MS = 30 * 60_000;
const mails = new MailServer();
let server: TestApp;
beforeAll(async () => {
  server = await startTestApp({
    clock: new TestClock(),
    env: { SMTP_URL: await mails.listen(), PUBLIC_URL: ORIGIN, QORZHYN_LOGIN_FAILURES: '10' },
  });
}, 120_000);
afterAll(async () => {
  await server?.close();
  await mails.close();
});
beforeEach(() => mails.reset());

const form = { 'content-type': 'application/x-www-form-urlencoded', origin: ORIGIN };
const send = (path: string, fields: Record<string, string>, to = server) =>
  to.request('POST', path, { body: new URLSearchParams(fields).toString(), headers: form });
const invite = async () => {
  const body = { role: 'auditor' };
  return (
    await server.request('POST', '/api/invitations', {
      cookie: await server.cookieOf(server.adminId),
      body,
      headers: { origin: ORIGIN },
    })
  ).body;
};

/** A person with a login, and with a verified address if one is given. */
async function person(login: string, address?: string): Promise<{ id: string; cookie: string }> {
  const { accountId: id, token } = await invite();
  const body = { login, password: 'жағадағы жел' };
  const accepted = await server.request('POST', `/api/invitations/${token}/accept`, {
    body,
    headers: { origin: ORIGIN },
  });
  if (address) {
    const addresses = server.app.get(MailAddresses, { strict: false });
    const code = await addresses.propose(id, address);
    await addresses.confirm(id, code!);
  }
  return { id, cookie: cookieSetBy(accepted) };
}

/** Asks for a link on the page; the link of the mail, or null when none was sent. */
async function ask(login: string): Promise<{ status: number; body: string; link: string | null }> {
  const { status, body } = await send('/forgot?lang=ru', { login });
  const forgotten = server.app.get(ForgottenPassword, { strict: false });
  await forgotten.onModuleDestroy();
  await server.app.get(Courier, { strict: false }).deliverDue();
  const raw = mails.taken.at(-1)?.raw.replaceAll('=\r\n', '').replaceAll('=3D', '=') ?? '';
  return { status, body, link: /https:\/\/qorzhyn\.example\.kz(\/invite\/\S+?)(?=\s|")/.exec(raw)?.[1] ?? null };
}

describe('A forgotten password', () => {
  it('is replaced through a mail to the verified address', async () => {
    const { id, cookie } = await person('aigul', 'aigul@example.kz');
    const { status, link } = await ask(' Aigul ');
    expect([status, mails.taken.map(({ to }) => to)]).toEqual([200, [['aigul@example.kz']]]);
    const shown = await server.request('GET', link!);
    expect(shown.body).toContain('Вы запросили эту ссылку по почте.');
    expect(shown.body).toContain('value="aigul"');
    const answer = await send(link!, { login: 'aigul', password: 'сары дала 77 жол' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/console?lang=ru']);
    const events = (await server.events(`account-${id}`)).map(({ type, metadata }) => [
      type,
      JSON.parse(metadata).actor,
    ]);
    expect(events.slice(-2)).toEqual([
      ['InvitationIssued', id],
      ['PasswordReset', id],
    ]);
    expect((await server.request('GET', '/api/session', { cookie })).body.viewer).toBeNull();
    const console = await server.request('GET', '/console?lang=en', { cookie: cookieSetBy(answer) });
    expect(console.body).toContain('with a link that was sent to your mail address');
    expect((await server.request('GET', `${link}&x`)).status).toBe(404);
  });

  it('gets the same answer for every login', async () => {
    await person('without-mail');
    await person('with-mail', 'with@example.kz');
    const page = (answer: { body: string }, login: string) => answer.body.replaceAll(login, 'LOGIN');
    const answers = [];
    for (const login of ['without-mail', 'nobody-here', 'with-mail']) answers.push(page(await ask(login), login));
    expect(new Set(answers).size).toBe(1);
    expect(mails.taken).toHaveLength(1);
    expect(answers[0]).toContain('Если у этого логина есть подтверждённая почта, ссылка отправлена.');
    expect(inlineCode(answers[0]!)).toEqual([]);
  });

  it('sends a link that ends after half an hour', async () => {
    await person('impatient', 'impatient@example.kz');
    const first = await ask('impatient');
    const second = await ask('impatient');
    expect((await server.request('GET', first.link!)).status).toBe(404);
    expect((await server.request('GET', second.link!)).status).toBe(200);
    (server.clock as TestClock).advance(HALF_HOUR_MS + 1);
    expect((await server.request('GET', second.link!)).body).toContain('Срок ссылки истёк');
  });

  it('leaves an open link of an organiser until its use', async () => {
    const { id } = await person('both', 'both@example.kz');
    const cookie = await server.cookieOf(server.adminId);
    const headers = { origin: ORIGIN };
    const { body } = await server.request('POST', `/api/accounts/${id}/invite-again`, { cookie, headers });
    const { link } = await ask('both');
    expect((await server.request('GET', body.path)).status).toBe(200);
    expect((await send(link!, { login: 'both', password: 'сары дала 77 жол' })).status).toBe(303);
    expect((await server.request('GET', body.path)).status).toBe(404);
  });

  it('sends nothing to a closed account or an unconfirmed address', async () => {
    const closed = await person('closed', 'closed@example.kz');
    const cookie = await server.cookieOf(server.adminId);
    const headers = { origin: ORIGIN };
    await server.request('POST', `/api/accounts/${closed.id}/close`, { cookie, headers });
    const { id } = await person('pending');
    await server.app.get(MailAddresses, { strict: false }).propose(id, 'pending@example.kz');
    for (const login of ['closed', 'pending']) expect((await ask(login)).status).toBe(200);
    expect(mails.taken).toEqual([]);
  });

  it('names the limit after three requests for one login, known or not', async () => {
    for (const login of ['flooded', 'unknown-flood']) {
      const statuses: number[] = [];
      for (let tries = 0; tries < 4; tries += 1) statuses.push((await ask(login)).status);
      expect(statuses).toEqual([200, 200, 200, 429]);
    }
    expect((await send('/forgot?lang=kk', {})).body).toContain('Логинді енгізіңіз.');
  });

  it('offers no mail where none is sent', async () => {
    const quiet = await startTestApp();
    expect((await quiet.request('GET', '/forgot?lang=en')).body).not.toContain('Get a link by mail');
    expect((await quiet.request('POST', '/forgot?lang=en')).body).not.toContain('on its way');
    await quiet.close();
  });
});
