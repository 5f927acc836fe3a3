import { type Answer, startTestApp, type TestApp } from '../support/app.js';

const GUESSES = 4;
const SPREAD = 10 * GUESSES;
let server: TestApp;
beforeAll(async () => {
  server = await startTestApp({ env: { TRUST_PROXY: '1', QORZHYN_LOGIN_FAILURES: String(GUESSES) } });
}, 120_000);
afterAll(() => server?.close());

const password = 'бес батыр 2026';
const from = (address: string) => ({ 'x-forwarded-for': address });
const invite = async () =>
  (await server.request('POST', '/api/invitations', { cookie: server.adminCookie, body: { role: 'auditor' } })).body
    .token as string;
const accept = (token: string, login: string, address: string, secret = password) =>
  server.request('POST', `/api/invitations/${token}/accept`, {
    body: { login, password: secret },
    headers: from(address),
  });
const signIn = (login: string, address: string, secret = password) =>
  server.request('POST', '/api/session', { body: { login, password: secret }, headers: from(address) });
const codeOf = async (asked: ReturnType<typeof signIn>) => {
  const { status, body } = await asked;
  return status === 200 ? 'in' : (body.code as string);
};

/** Wrong passwords from more addresses than the limit of a login. */
const lockOut = async (login: string, block: number) => {
  for (let n = 0; n <= SPREAD; n += 1) await signIn(login, `198.51.${block}.${Math.floor(n / GUESSES)}`, 'wrong');
};

describe('guesses of strangers', () => {
  it.each([
    ['accepted the invitation', '203.0.113.1', '203.0.113.1'],
    ['signed in', '203.0.113.2', '203.0.113.3'],
    ['signed in from the same network', '203.0.113.4', '2001:db8:1:2::5'],
  ])(
    'lock nobody out at an address where they have %s',
    async (_, invitedAt, known) => {
      const login = `owner-${known.replaceAll(/\W/g, '-')}`;
      await accept(await invite(), login, invitedAt);
      if (known !== invitedAt) expect(await codeOf(signIn(login, known))).toBe('in');
      await lockOut(login, Number(invitedAt.at(-1)));
      const neighbour = known.replace('::5', ':6::7');
      expect(await codeOf(signIn(login, neighbour))).toBe('in');
      expect(await codeOf(signIn(login, '203.0.113.99'))).toBe('TOO_MANY_LOGINS');
    },
    120_000,
  );

  it('lock nobody out at a known address by other logins', async () => {
    const address = '203.0.113.8';
    await accept(await invite(), 'housemate', address);
    for (let n = 0; n <= SPREAD; n += 1) await signIn(`guessed-${n}`, address, 'wrong');
    expect(await codeOf(signIn('guessed-0', address))).toBe('TOO_MANY_LOGINS');
    expect(await codeOf(signIn('housemate', address))).toBe('in');
  });

  it('are limited at a known address, too', async () => {
    await accept(await invite(), 'neighbour', '203.0.113.7');
    const codes: string[] = [];
    for (let n = 0; n <= GUESSES; n += 1) codes.push(await codeOf(signIn('neighbour', '203.0.113.7', 'wrong')));
    expect(codes).toEqual([...Array(GUESSES).fill('WRONG_LOGIN_OR_PASSWORD'), 'TOO_MANY_LOGINS']);
  });
});

describe('a browser that has signed in', () => {
  const deviceIn = ({ headers }: Answer) =>
    headers
      .getSetCookie()
      .find((one) => one.startsWith('qorzhyn_device='))
      ?.split(';')[0];
  const withDevice = (login: string, address: string, cookie: string | undefined, secret = password) =>
    server.request('POST', '/api/session', { body: { login, password: secret }, headers: from(address), cookie });
  const codesOf = async (login: string, address: string, cookie?: string) => {
    const codes: string[] = [];
    for (let n = 0; n <= GUESSES; n += 1) codes.push(await codeOf(withDevice(login, address, cookie, 'wrong')));
    return codes;
  };
  const limited = [...Array<string>(GUESSES).fill('WRONG_LOGIN_OR_PASSWORD'), 'TOO_MANY_LOGINS'];

  it('is not locked out by guesses in the same building, or anywhere', async () => {
    const device = deviceIn(await accept(await invite(), 'mentor', '203.0.113.70'));
    expect(await codesOf('mentor', '203.0.113.70')).toEqual(limited);
    await lockOut('mentor', 70);
    expect(await codeOf(signIn('mentor', '203.0.113.70'))).toBe('TOO_MANY_LOGINS');
    const known = await withDevice('mentor', '203.0.113.70', device);
    expect([known.status, deviceIn(known)]).toEqual([200, device]);
    expect(await codeOf(withDevice('mentor', '203.0.113.71', device))).toBe('in');
  }, 60_000);

  it('has a limit of its own, which locks nobody else out', async () => {
    const device = deviceIn(await accept(await invite(), 'careless', '203.0.113.72'));
    expect(await codesOf('careless', '203.0.113.72', device)).toEqual(limited);
    expect(await codeOf(signIn('careless', '203.0.113.72'))).toBe('in');
  });

  it('is known for its own account only', async () => {
    const device = deviceIn(await accept(await invite(), 'first-user', '203.0.113.73'));
    await accept(await invite(), 'second-user', '203.0.113.74');
    await codesOf('second-user', '203.0.113.73');
    expect(await codeOf(withDevice('second-user', '203.0.113.73', device))).toBe('TOO_MANY_LOGINS');
    const other = deviceIn(await withDevice('second-user', '203.0.113.74', device));
    expect(other).toMatch(/^qorzhyn_device=[\w-]{43}$/);
    expect(other).not.toBe(device);
  });

  it('does not keep a planted token', async () => {
    await accept(await invite(), 'wary', '203.0.113.75');
    const planted = `qorzhyn_device=${'A'.repeat(43)}`;
    expect(deviceIn(await withDevice('wary', '203.0.113.75', planted))).not.toBe(planted);
  });

  it('is a stranger again after the password was reset', async () => {
    const before = await accept(await invite(), 'reset-one', '203.0.113.76');
    const again = { cookie: server.adminCookie };
    const { body } = await server.request('POST', `/api/accounts/${before.body.accountId}/invite-again`, again);
    expect(await codeOf(accept(body.token, 'reset-one', '203.0.113.77', `${password} жаңа`))).toBe('in');
    await codesOf('reset-one', '203.0.113.76');
    const device = deviceIn(before);
    expect(await codeOf(withDevice('reset-one', '203.0.113.76', device))).toBe('TOO_MANY_LOGINS');
  });
});

describe('choosing a login', () => {
  it('finds out a few taken logins by API and page', async () => {
    await accept(await invite(), 'taken', '203.0.113.10');
    const token = await invite();
    const codes: string[] = [];
    for (let n = 0; n < GUESSES; n += 1) codes.push(await codeOf(accept(token, 'taken', `203.0.113.${11 + n}`)));
    expect(codes).toEqual(Array(GUESSES).fill('LOGIN_TAKEN'));
    const refused = await accept(token, 'taken', '203.0.113.30');
    expect([refused.status, refused.body.code]).toEqual([429, 'TOO_MANY_REQUESTS']);
    const form = await server.request('POST', `/invite/${token}?lang=en`, {
      body: new URLSearchParams({ login: 'taken', password }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...from('203.0.113.31') },
    });
    expect([form.status, Number(form.headers.get('retry-after')) > 600]).toEqual([429, true]);
    expect(form.body).toContain('Too many requests.');
    expect(await codeOf(accept(await invite(), 'free', '203.0.113.11'))).toBe('in');
  });

  it('finds out a few taken logins from an address, at once too', async () => {
    const links = await Promise.all(Array.from({ length: SPREAD / 2 + 2 }, invite));
    const tries = links.flatMap((token) => [token, token]);
    const codes = await Promise.all(tries.map((token) => codeOf(accept(token, 'taken', '203.0.113.40'))));
    expect(codes.filter((code) => code === 'LOGIN_TAKEN').length).toBeLessThanOrEqual(SPREAD);
    expect(codes.filter((code) => code === 'TOO_MANY_REQUESTS').length).toBeGreaterThan(0);
  }, 60_000);

  it('counts no other refusal', async () => {
    const token = await invite();
    for (let n = 0; n < 2 * GUESSES; n += 1)
      expect(await codeOf(accept(token, 'careful', '203.0.113.50', 'short'))).toBe('PASSWORD_TOO_EASY');
    expect(await codeOf(accept(token, 'careful', '203.0.113.50'))).toBe('in');
  });
});

it('refuses sign-ins that come all at once with Retry-After', async () => {
  await accept(await invite(), 'owner', '203.0.113.60');
  const storm = Array.from({ length: 400 }, (_, n) => signIn(`nobody-${n}`, `198.18.0.${n % 40}`, 'wrong'));
  const right = signIn('owner', '203.0.113.60');
  const answers = await Promise.all(storm);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401, 429]));
  const refused = answers.filter(({ status }) => status === 429);
  for (const { headers, body } of refused)
    expect([headers.get('retry-after'), body.code]).toEqual(['2', 'TOO_MANY_REQUESTS']);
  expect(await codeOf(right)).toBe('in');
}, 60_000);
