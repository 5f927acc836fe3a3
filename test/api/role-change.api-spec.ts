import { startTestApp, type TestApp } from '../support/app.js';

let server: TestApp;
beforeAll(async () => {
  server = await startTestApp();
}, 120_000);
afterAll(() => server?.close());

const password = 'бес батыр 2026';
const organiser = (path: string, body?: unknown) =>
  server.request('POST', path, { cookie: server.adminCookie, body: body ?? {} });
const invite = async (wish: object) => (await organiser('/api/invitations', wish)).body;
const again = async (accountId: string) => (await organiser(`/api/accounts/${accountId}/invite-again`)).body.token;
const accept = (token: string, login: string) =>
  server.request('POST', `/api/invitations/${token}/accept`, { body: { login, password } });
const page = (token: string) => server.request('GET', `/invite/${token}`);
const post = (token: string, fields: Record<string, string> = {}) =>
  server.request('POST', `/invite/${token}`, {
    body: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
const cookieOf = ({ headers }: { headers: Headers }) => (headers.get('set-cookie') ?? '').split(';')[0]!;
const viewer = async (cookie: string) => (await server.request('GET', '/api/session', { cookie })).body.viewer;

type Change = readonly (readonly [command: string, body?: object])[];
const auditor = { role: 'auditor' };
const screen = { role: 'screen' };
const coordinator = (collegeId: string) => ({ role: 'coordinator', collegeId });
const changes: readonly (readonly [name: string, before: object, changes: Change])[] = [
  ['another role', auditor, [['grant', coordinator('teniz')]]],
  ['another college', coordinator('teniz'), [['grant', coordinator('dala')]]],
  ['no role', auditor, [['revoke']]],
  ['a role after none', auditor, [['revoke'], ['grant', { role: 'organiser' }]]],
  ['the same role after none', auditor, [['revoke'], ['grant', auditor]]],
  [
    'the same role after another',
    auditor,
    [
      ['grant', screen],
      ['grant', auditor],
    ],
  ],
  ['a person in place of a screen', screen, [['grant', { role: 'organiser' }]]],
  ['a screen in place of a person', auditor, [['grant', screen]]],
  ['the end of the account', auditor, [['close']]],
];
const change = async (accountId: string, steps: Change) => {
  for (const [command, body] of steps)
    expect((await organiser(`/api/accounts/${accountId}/${command}`, body)).status).toBe(200);
};

describe('a change of role', () => {
  test.each(changes)('to %s ends every session of the account', async (name, before, steps) => {
    const { token, accountId } = await invite(before);
    const login = `login-${changes.findIndex(([one]) => one === name)}`;
    const entered = before === screen ? await post(token) : await accept(token, login);
    const cookies = [cookieOf(entered), await server.cookieOf(accountId)];
    for (const cookie of cookies) expect(await viewer(cookie)).toMatchObject({ accountId });
    await change(accountId, steps);
    for (const cookie of cookies) {
      expect(await viewer(cookie)).toBeNull();
      expect((await server.request('GET', '/api/actions', { cookie })).status).toBe(401);
    }
  });

  test.each(changes)('to %s ends the open link of the account', async (_, before, steps) => {
    const { accountId } = await invite(before);
    const token = await again(accountId);
    await change(accountId, steps);
    expect((await page(token)).status).toBe(404);
    const answers = [await accept(token, 'somebody'), await post(token), await post(token, { login: 'x', password })];
    expect(answers.map(({ status, headers }) => [status, headers.get('set-cookie')])).toEqual(
      answers.map(() => [404, null]),
    );
    expect(answers[0]!.body.code).toBe('INVITATION_NOT_VALID');
    expect(answers[1]!.body).not.toContain('type="password"');
  });

  test('leaves the sessions of an account that keeps its role', async () => {
    const { accountId, cookie } = await server.signedIn('auditor');
    await change(accountId, [['grant', auditor]]);
    expect(await viewer(cookie)).toMatchObject({ role: 'auditor' });
  });

  test('lets a person in again with the password and the new role', async () => {
    const { token, accountId } = await invite(auditor);
    await accept(token, 'changer');
    await change(accountId, [['grant', coordinator('dala')]]);
    const { body } = await server.request('POST', '/api/session', { body: { login: 'changer', password } });
    expect(body.viewer).toEqual({ accountId, ...coordinator('dala') });
  });

  test.each([
    ['device', screen, (token: string) => post(token)],
    [
      'person',
      auditor,
      (token: string) => accept(token, `racer-${token.slice(0, 8).toLowerCase().replaceAll('_', '')}`),
    ],
  ] as const)('gives a %s link accepted meanwhile nothing of the new role', async (_, before, use) => {
    for (let round = 0; round < 15; round += 1) {
      const { token, accountId } = await invite(before);
      const [used] = await Promise.all([
        use(token),
        organiser(`/api/accounts/${accountId}/grant`, coordinator('teniz')),
      ]);
      expect([used.status, await viewer(cookieOf(used))]).toEqual([used.status, null]);
    }
  });
});

describe('the link of a screen', () => {
  test('sets no login and password, and stays good for the device', async () => {
    const { token, accountId } = await invite(screen);
    const answer = await accept(token, 'screen-person');
    expect([answer.status, answer.body.code, answer.headers.get('set-cookie')]).toEqual([
      409,
      'INVITATION_FOR_SCREEN',
      null,
    ]);
    const device = await post(token, { login: 'screen-person', password });
    expect([device.status, (await viewer(cookieOf(device))).role]).toEqual([303, 'screen']);
    const { body } = await server.request('GET', '/api/accounts?role=screen', { cookie: server.adminCookie });
    const account = body.items.find(({ id }: { id: string }) => id === accountId);
    expect(account).toMatchObject({ login: null, invited: false });
  });

  test('shows no sign-in form when it was used', async () => {
    const { token } = await invite(screen);
    const [first, second] = await Promise.all([post(token), post(token)]);
    expect([first.status, second.status].sort()).toEqual([303, 404]);
    const later = await post(token, { login: 'screen-person', password });
    expect([later.status, later.headers.get('set-cookie')]).toEqual([404, null]);
    expect(later.body).not.toContain('type="password"');
  });
});
