import { startTestApp, TestClock, type TestApp } from '../support/app.js';

let server: TestApp;
const clock = new TestClock();
beforeAll(async () => {
  server = await startTestApp({ clock });
}, 120_000);
afterAll(() => server?.close());

const organiser = async (path: string, body?: unknown) =>
  server.request('POST', path, { cookie: await server.cookieOf(server.adminId), body });
const invite = async (role = 'screen') => (await organiser('/api/invitations', { role })).body;
const press = (token: string, cookie?: string) =>
  server.request('POST', `/invite/${token}`, {
    cookie,
    body: '',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
const cookieOf = ({ headers }: { headers: Headers }) => (headers.get('set-cookie') ?? '').split(';')[0]!;
const viewer = async (cookie: string) => (await server.request('GET', '/api/session', { cookie })).body.viewer;

describe('the link of a screen', () => {
  test.each([
    ['kk', 'Экранды қосу'],
    ['ru', 'Включить экран'],
    ['en', 'Switch the screen on'],
  ])('shows one button in %s without a password, as often as opened', async (language, button) => {
    const { token } = await invite();
    for (const _ of [1, 2]) {
      const page = await server.request('GET', `/invite/${token}?lang=${language}`);
      expect(page.status).toBe(200);
      expect(page.body).toContain(button);
      expect(page.body).not.toContain('type="password"');
    }
    expect((await press(token)).status).toBe(303);
  });

  test('signs the device in for a year, once', async () => {
    const { token, accountId } = await invite();
    const answer = await press(token);
    expect(answer.headers.getSetCookie()).toEqual([expect.stringContaining('Max-Age=31536000')]);
    const cookie = cookieOf(answer);
    expect(await viewer(cookie)).toEqual({ accountId, role: 'screen', collegeId: null });
    expect((await press(token)).status).not.toBe(303);
    expect((await server.request('GET', `/invite/${token}`)).status).toBe(404);
    clock.advance(364 * 86_400_000);
    expect(await viewer(cookie)).toMatchObject({ role: 'screen' });
    clock.advance(2 * 86_400_000);
    expect(await viewer(cookie)).toBeNull();
  });

  test('is good for screens only: a person still chooses a password', async () => {
    const { token } = await invite('auditor');
    expect((await server.request('GET', `/invite/${token}`)).body).toContain('type="password"');
    const answer = await press(token);
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([422, null]);
  });

  test.each(['close', 'revoke'])('the device is off at once after %s', async (command) => {
    const { token, accountId } = await invite();
    const cookie = cookieOf(await press(token));
    expect(await viewer(cookie)).not.toBeNull();
    expect((await organiser(`/api/accounts/${accountId}/${command}`)).status).toBe(200);
    expect(await viewer(cookie)).toBeNull();
  });

  test('the device does not become a person when its account does', async () => {
    const { token, accountId } = await invite();
    const cookie = cookieOf(await press(token));
    expect((await organiser(`/api/accounts/${accountId}/grant`, { role: 'organiser' })).status).toBe(200);
    expect(await viewer(cookie)).toBeNull();
  });

  test('a new link moves the screen to another device', async () => {
    const { token, accountId } = await invite();
    const first = cookieOf(await press(token));
    const again = await organiser(`/api/accounts/${accountId}/invite-again`);
    const second = cookieOf(await press(again.body.token));
    expect([await viewer(first), (await viewer(second)).accountId]).toEqual([null, accountId]);
  });
});
