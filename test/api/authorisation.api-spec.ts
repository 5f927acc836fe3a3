import { Controller, Get } from '@nestjs/common';
import { routesOf } from '../../src/http/http-pipeline.js';
import type { Role } from '../../src/events/values.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { accessTable, everyone, type Who } from './access-table.js';

let server: TestApp;
beforeAll(async () => {
  server = await startTestApp();
}, 120_000);
afterAll(() => server.close());

const rows = Object.entries(accessTable).map(([route, allowed]) => {
  const [method = '', path = ''] = route.split(' ');
  return { route, method, path: path.replaceAll(/:\w+/g, 'none'), allowed };
});

/** The guard's decision: allowed, sign-in required, or role refused. */
async function doorSays(
  method: string,
  path: string,
  cookie?: string,
): Promise<'open' | 'SIGN_IN_REQUIRED' | 'ROLE_NOT_ALLOWED'> {
  const { status, body } = await server.request(method, path, {
    cookie,
    ...(method === 'GET' || method === 'DELETE' ? {} : { body: {} }),
  });
  if (status >= 500 && status !== 503) throw new Error(`${method} ${path} answered ${status}`);
  return body?.code === 'SIGN_IN_REQUIRED' || body?.code === 'ROLE_NOT_ALLOWED' ? body.code : 'open';
}

test('every route has a row in the access table, and vice versa', () => {
  const routes = routesOf(server.app)
    .filter(({ method }) => method !== 'HEAD' && method !== 'OPTIONS')
    .map(({ method, path }) => `${method} ${path}`);
  expect([...new Set(routes)].sort()).toEqual(Object.keys(accessTable).sort());
});

test.each(everyone)(
  'allows %s exactly the routes of the access table',
  async (who: Who) => {
    const said: string[] = [];
    const expected: string[] = [];
    for (const { route, method, path, allowed } of rows) {
      // A fresh session each time: some routes end the one they are called with.
      const cookie = who === 'anonymous' ? undefined : await cookieOf(who);
      said.push(`${route}: ${await doorSays(method, path, cookie)}`);
      const refusal = who === 'anonymous' ? 'SIGN_IN_REQUIRED' : 'ROLE_NOT_ALLOWED';
      expected.push(`${route}: ${allowed.includes(who) ? 'open' : refusal}`);
    }
    expect(said).toEqual(expected);
  },
  60_000,
);

test('a closed route stays closed however its address is written', async () => {
  const variants = (path: string) => [
    `${path}/`,
    path.replace('/', '//'),
    path.toUpperCase(),
    path.replace('/api', '/%61pi'),
    `${path};a=1`,
    `${path}/.`,
    `${path}?x=/invite/none`,
  ];
  const open: string[] = [];
  for (const { method, path, allowed } of rows.filter((row) => !row.allowed.includes('anonymous'))) {
    expect(allowed.length).toBeGreaterThan(0);
    for (const variant of variants(path)) {
      const { status } = await server.request(
        method,
        variant,
        method === 'GET' || method === 'DELETE' ? {} : { body: {} },
      );
      // A page redirects to its canonical address, which is closed.
      const closed = path.startsWith('/api') ? [401, 404] : [401, 404, 308];
      if (!closed.includes(status)) open.push(`${method} ${variant}: ${status}`);
    }
    if (method === 'GET') {
      const { status } = await server.request('HEAD', path);
      if (status !== 401) open.push(`HEAD ${path}: ${status}`);
    }
  }
  expect(open).toEqual([]);
}, 60_000);

test('the role an account claims for itself counts for nothing', async () => {
  const { cookie } = await server.signedIn('auditor');
  const answer = await server.request('POST', '/api/invitations?role=organiser', {
    cookie: `role=organiser; ${cookie}`,
    body: { role: 'organiser' },
    headers: { 'x-role': 'organiser' },
  });
  expect(answer.body.code).toBe('ROLE_NOT_ALLOWED');
});

test('a made-up session is nobody', async () => {
  for (const cookie of [
    'qorzhyn_session=',
    `qorzhyn_session=${'A'.repeat(43)}`,
    "qorzhyn_session=' OR 1=1 --",
    `qorzhyn_session=${'x'.repeat(5000)}`,
  ])
    expect((await server.request('GET', '/api/accounts', { cookie })).status).toBe(401);
});

describe('the control', () => {
  @Controller('api/forgotten')
  class Forgotten {
    @Get()
    read() {
      return 'secret';
    }
  }

  test('a route without a role is closed and reported as missing', async () => {
    const other = await startTestApp({ controllers: [Forgotten] });
    try {
      expect((await other.request('GET', '/api/forgotten', { cookie: other.adminCookie })).body.code).toBe(
        'ROLE_NOT_ALLOWED',
      );
      const routes = routesOf(other.app).map(({ method, path }) => `${method} ${path}`);
      expect(routes.filter((route) => !route.startsWith('HEAD') && !(route in accessTable))).toEqual([
        'GET /api/forgotten',
      ]);
    } finally {
      await other.close();
    }
  }, 60_000);
});

const accounts = new Map<Role, Promise<string>>();
async function cookieOf(role: Role): Promise<string> {
  if (!accounts.has(role))
    accounts.set(
      role,
      server.signedIn(role).then(({ accountId }) => accountId),
    );
  return server.cookieOf((await accounts.get(role)) ?? '');
}
