import { startTestApp, type TestApp } from '../support/app.js';

/** A hundredth of the standard budget, for a hundredth of a hall. */
const READS = 60;
const PHONES = 6;

/** Requests of a first visit with twelve challenges: the page, its files, the list and each board. */
const visit = [
  '/',
  ...Array.from({ length: 9 }, (_, file) => `/assets/file-${file}.woff2`),
  '/api/challenges',
  ...Array.from({ length: 12 }, (_, n) => `/api/challenges/c-${n}/standings?board=total`),
];

let server: TestApp;
beforeEach(async () => {
  server = await startTestApp({ env: { QORZHYN_READS_PER_MINUTE: String(READS), QORZHYN_WRITES_PER_MINUTE: '20' } });
}, 120_000);
afterEach(() => server?.close());

const statusOf = async (path: string, cookie?: string, method = 'GET') =>
  (await server.request(method, path, cookie ? { cookie } : {})).status;
const refusals = async (times: number, path: string, cookie?: string) => {
  let refused = 0;
  for (let n = 0; n < times; n += 1) if ((await statusOf(path, cookie)) === 429) refused += 1;
  return refused;
};

test('serves a hall of phones behind one address, and its screen', async () => {
  for (let phone = 0; phone < PHONES; phone += 1)
    for (const path of visit) expect([path, (await statusOf(path)) === 429]).toEqual([path, false]);
  expect(await statusOf('/screen/c-1')).not.toBe(429);
});

test.each([
  '/api/challenges/c-1/standings?at=2026-10-01T00:00:00Z',
  '/api/challenges/c-1/standings?%61t=2026-10-01T00:00:00Z',
  '/api/challenges/c-1/standings?board=total&position=1',
  '/?challenge=c-1&league=A',
  '/?college=teniz',
])('counts what is made for one reader as a costly read: %s', async (path) =>
  expect(await refusals(READS + 5, path)).toBe(5),
);

test('limits costly reads: screens, lists, exports and past boards', async () => {
  expect(await refusals(READS + 5, '/api/challenges/c-1/standings?at=2026-10-01T00:00:00Z')).toBe(5);
  for (const path of ['/screen/c-1', '/api/challenges', '/api/challenges/c-1/standings.xlsx'])
    expect([path, await statusOf(path)]).toEqual([path, 429]);
  expect(await statusOf('/api/challenges/c-1/standings')).not.toBe(429);
});

test('reloads the problem page of a screen that is over its budget', async () => {
  const screen = () => server.request('GET', '/screen/lead-26', { headers: { accept: 'text/html' } });
  for (let n = 0; n < READS; n += 1) expect((await screen()).status).not.toBe(429);
  const { status, body } = await screen();
  expect([status, String(body).includes('<meta http-equiv="refresh"')]).toEqual([429, true]);
});

test('files and current boards are limited as well, only later', async () => {
  expect(await refusals(20 * READS + 3, '/assets/none.js')).toBe(3);
}, 60_000);

test('strangers lock out neither the hall screen nor signed-in people', async () => {
  const { cookie: screen } = await server.signedIn('screen', null);
  const { cookie: auditor } = await server.signedIn('auditor', null);
  await refusals(READS + 1, '/api/challenges');
  for (let n = 0; n < 25; n += 1) await statusOf('/api/session', undefined, 'DELETE');
  expect([await statusOf('/api/challenges'), await statusOf('/api/session', undefined, 'DELETE')]).toEqual([429, 429]);
  expect([await statusOf('/api/challenges', screen), await statusOf('/api/audit', auditor)]).toEqual([200, 200]);
  const invitation = await server.request('POST', '/api/invitations', {
    cookie: server.adminCookie,
    body: { role: 'auditor' },
  });
  expect(invitation.status).toBe(201);
  // An account has the same share, wherever it comes from.
  expect(await refusals(READS, '/api/challenges', auditor)).toBe(1);
  expect(await statusOf('/api/challenges', screen)).toBe(200);
});

test('forged sessions use up look-ups and lock out no known session', async () => {
  const { cookie: screen } = await server.signedIn('screen', null);
  expect(await statusOf('/api/session', screen)).toBe(200);
  const forged = (n: number) => `qorzhyn_session=${String(n).padStart(43, 'A')}`;
  const statuses = new Set<number>();
  for (let n = 0; n < READS + 5; n += 1) statuses.add(await statusOf('/assets/none.js', forged(n)));
  expect(statuses).toEqual(new Set([404, 429]));
  expect(await statusOf('/api/session', screen)).toBe(200);
});
