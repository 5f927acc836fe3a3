import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { startTestApp, type TestApp } from '../support/app.js';
import { socketHandshake } from '../support/socket-handshake.js';

let server: TestApp;
beforeAll(async () => {
  server = await startTestApp({ env: { METRICS_TOKEN: 'a-token-of-the-test' } });
}, 120_000);
afterAll(() => server.close());

const problem = (code: string, status: number) =>
  expect.objectContaining({
    code,
    status,
    type: `urn:qorzhyn:problem:${code}`,
    title: expect.any(String),
    correlationId: expect.any(String),
  });

describe('a refusal', () => {
  test.each<[string, string, string, string | undefined, number, string]>([
    ['an address that does not exist', 'GET', '/api/nowhere', undefined, 404, 'ROUTE_NOT_FOUND'],
    ['half a body', 'POST', '/api/session', '{"login":', 400, 'MALFORMED'],
    ['a body of another shape', 'POST', '/api/session', '{"login":5}', 400, 'VALIDATION_FAILED'],
    [
      'a field nobody asked for',
      'POST',
      '/api/session',
      '{"login":"a","password":"b","role":"organiser"}',
      400,
      'VALIDATION_FAILED',
    ],
    ['a body too large', 'POST', '/api/session', JSON.stringify({ login: 'x'.repeat(300_000) }), 413, 'BODY_TOO_LARGE'],
    ['depth without end', 'POST', '/api/session', '['.repeat(100_000), 400, 'MALFORMED'],
    ['NUL in the address', 'GET', '/api/session?x=%00', undefined, 400, 'MALFORMED'],
    ['an address that cannot be decoded', 'GET', '/api/%E0%A4%A', undefined, 400, 'MALFORMED'],
    ['nobody signed in', 'GET', '/api/accounts', undefined, 401, 'SIGN_IN_REQUIRED'],
  ])('is problem+json for %s', async (_, method, path, body, status, code) => {
    const answer = await server.request(method, path, { body });
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect([answer.status, answer.body]).toEqual([status, problem(code, status)]);
    expect(answer.body.title).not.toBe(code);
  });

  test('names the media type of a body that is not JSON', async () => {
    const answer = await server.request('POST', '/api/session', {
      body: '<a/>',
      headers: { 'content-type': 'application/xml' },
    });
    expect([answer.status, answer.body.code]).toEqual([415, 'MEDIA_TYPE']);
  });

  test('names each invalid field', async () => {
    const { body } = await server.request('POST', '/api/session', { body: { login: 5 } });
    expect(body.errors.map(({ path }: { path: string }) => path)).toEqual(['login', 'password']);
  });

  test('is in the reader’s language, Kazakh by default', async () => {
    const title = async (headers: Record<string, string>, query = '') =>
      (await server.request('GET', `/api/nowhere${query}`, { headers })).body.title;
    expect(await title({ 'accept-language': '*' })).toBe('Мұндай мекенжай жоқ.');
    expect(await title({ 'accept-language': 'ru' })).toBe('Такого адреса нет.');
    expect(await title({ 'accept-language': 'ru' }, '?lang=en')).toBe('There is nothing at this address.');
    expect(await title({ 'accept-language': 'ru', cookie: 'qorzhyn_lang=en' })).toBe(
      'There is nothing at this address.',
    );
  });
});

describe('the correlation id', () => {
  const invite = async (headers: Record<string, string>) => {
    const asking = { cookie: server.adminCookie, body: { role: 'auditor' }, headers };
    const answer = await server.request('POST', '/api/invitations', asking);
    const { metadata } = (await server.events('account-')).at(-1)!;
    return {
      id: answer.headers.get('x-correlation-id'),
      position: answer.body.position as string,
      metadata: JSON.parse(metadata) as Record<string, string>,
    };
  };

  test('is the server’s own, and an event holds the client’s beside it', async () => {
    const [first, second] = [await invite({ 'x-correlation-id': 'DEC0-12345678' }), await invite({})];
    expect(first.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(first.metadata).toMatchObject({ $correlationId: first.id, clientCorrelationId: 'DEC0-12345678' });
    expect(second.metadata).not.toHaveProperty('clientCorrelationId');
    const copied = await invite({ 'x-correlation-id': first.id! });
    expect(copied.id).not.toBe(first.id);
    const { body } = await server.request('GET', `/api/audit?correlationId=${first.id}&atLeast=${copied.position}`, {
      cookie: server.adminCookie,
    });
    const types = body.items.map(({ type }: { type: string }) => type);
    expect(types).toEqual(['InvitationIssued', 'AccountInvited']);
  });

  test('contains the caller’s trace and is still of one request', async () => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;
    const ids = [await invite({ traceparent }), await invite({ traceparent })].map(({ id }) => id);
    for (const id of ids) expect(id).toMatch(new RegExp(`^${traceId}-[0-9a-f]{12}$`));
    expect(ids[0]).not.toBe(ids[1]);
  });

  test.each(['asan-omarov', 'demo-12345678', 'no spaces, please', 'a'.repeat(65), '<script>alert(1)</script>'])(
    'drops the client’s id where it is %s',
    async (given) => {
      const { id, metadata } = await invite({ 'x-correlation-id': given });
      expect(id).toMatch(/^[0-9a-f-]{36}$/);
      expect(metadata).not.toHaveProperty('clientCorrelationId');
    },
  );
});

describe('the browser’s rules', () => {
  test('refuses a cross-site write of every role', async () => {
    const ask = (origin: string) =>
      server.request('POST', '/api/invitations', {
        cookie: server.adminCookie,
        body: { role: 'auditor' },
        headers: { origin },
      });
    const before = (await server.events()).length;
    expect((await ask('https://elsewhere.example')).body.code).toBe('FOREIGN_ORIGIN');
    expect((await server.events()).length).toBe(before);
    expect((await ask(server.url)).status).toBe(201);
  });

  test('pages run no code but ours: the policy has no unsafe word', async () => {
    const { headers } = await server.request('GET', '/api/docs');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('an answer for programs may load nothing, and be framed by nobody', async () => {
    for (const path of ['/api/challenges', '/api/session', '/api/docsy', '/api/nowhere']) {
      const { headers } = await server.request('GET', path);
      expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    }
    for (const path of ['/', '/nowhere', '/api/docs?x', '/api/docs/none'])
      expect((await server.request('GET', path)).headers.get('content-security-policy')).toContain("script-src 'self'");
  });

  test('ignores the headers of a proxy when none is trusted', async () => {
    const app = await startTestApp({ env: { QORZHYN_WRITES_PER_MINUTE: '3' } });
    try {
      const write = (forwarded: string) =>
        app.request('DELETE', '/api/session', { headers: { 'x-forwarded-for': forwarded } });
      const statuses = [];
      for (let i = 1; i <= 5; i += 1) statuses.push((await write(`10.0.0.${i}`)).status);
      expect(statuses).toEqual([204, 204, 204, 429, 429]);
      const refused = await write('10.0.0.9');
      expect(refused.body).toEqual(problem('TOO_MANY_REQUESTS', 429));
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    } finally {
      await app.close();
    }
  });

  test('reads the headers of a trusted proxy', async () => {
    const app = await startTestApp({ env: { QORZHYN_WRITES_PER_MINUTE: '3', TRUST_PROXY: '1' } });
    try {
      const statuses = [];
      for (let i = 1; i <= 5; i += 1)
        statuses.push(
          (await app.request('DELETE', '/api/session', { headers: { 'x-forwarded-for': `10.0.0.${i}` } })).status,
        );
      expect(statuses).toEqual([204, 204, 204, 204, 204]);
    } finally {
      await app.close();
    }
  });
});

describe('endpoints for operators', () => {
  test('health says of each part whether it works', async () => {
    expect((await server.request('GET', '/api/health/live')).body).toEqual({ status: 'ok' });
    let ready = await server.request('GET', '/api/health/ready');
    while (ready.status !== 200) ready = await server.request('GET', '/api/health/ready');
    expect(ready.status).toBe(200);
    expect(ready.body.parts).toMatchObject({
      database: { status: 'up' },
      history: { status: 'up' },
      accounts: { status: 'up' },
    });
  });

  test('metrics count refusals by code', async () => {
    const count = async () => {
      const { body } = await server.request('GET', '/metrics');
      return Number(/qorzhyn_refusals_total\{code="ROUTE_NOT_FOUND"\} (\d+)/.exec(body)?.[1] ?? 0);
    };
    const before = await count();
    await server.request('GET', '/api/nowhere-at-all');
    expect(await count()).toBe(before + 1);
    expect((await server.request('GET', '/metrics')).body).toMatch(
      /qorzhyn_append_seconds_count\{outcome="stored"\} [1-9]/,
    );
  });

  test('metrics need the token when a proxy makes everybody look local', async () => {
    const app = await startTestApp({ env: { TRUST_PROXY: '1', METRICS_TOKEN: 'a-token-of-the-test' } });
    try {
      const read = (authorization?: string) =>
        app.request('GET', '/metrics', { headers: authorization ? { authorization } : {} });
      expect((await read()).body.code).toBe('METRICS_TOKEN_REQUIRED');
      expect((await read('Bearer a-token-of-the-tesT')).status).toBe(403);
      expect((await read('Bearer a-token-of-the-test')).status).toBe(200);
    } finally {
      await app.close();
    }
  });

  test.each([
    { 'x-forwarded-for': '203.0.113.9' },
    { 'x-forwarded-proto': 'https' },
    { 'x-forwarded-host': 'board.example.kz' },
    { forwarded: 'for=203.0.113.9' },
    { 'x-real-ip': '203.0.113.9' },
    { via: '1.1 proxy' },
  ] as Record<string, string>[])(
    'metrics need the token through a proxy that no setting names: %p',
    async (headers) => {
      expect((await server.request('GET', '/metrics', { headers })).body.code).toBe('METRICS_TOKEN_REQUIRED');
      const authorization = 'Bearer a-token-of-the-test';
      expect((await server.request('GET', '/metrics', { headers: { ...headers, authorization } })).status).toBe(200);
      expect((await server.request('GET', '/metrics')).status).toBe(200);
    },
  );

  // A proxy without settings of its own passes the Host of its client, or speaks HTTP/1.0.
  test.each([
    ['HTTP/1.1\r\nHost: board.example.kz', 403],
    ['HTTP/1.1\r\nHost: 127.0.0.1.example.kz:80', 403],
    ['HTTP/1.0\r\nHost: 127.0.0.1:3000', 403],
    ['HTTP/1.0', 403],
    ['HTTP/1.1\r\nHost: localhost:3000', 200],
    ['HTTP/1.1\r\nHost: [::1]:3000', 200],
  ])('metrics need the token through a proxy without headers: %j', async (head, status) => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname, () =>
      socket.write(`GET /metrics ${head}\r\nConnection: close\r\n\r\n`),
    );
    let answer = '';
    for await (const chunk of socket) answer += String(chunk);
    expect(answer.split(' ', 2)[1]).toBe(String(status));
  });

  test('the OpenAPI document comes from the schemas that validate requests', async () => {
    const { body } = await server.request('GET', '/api/openapi.json');
    const accept = body.paths['/api/invitations'].post.requestBody.content['application/json'].schema;
    const schema = accept.$ref ? body.components.schemas[accept.$ref.split('/').at(-1)] : accept;
    expect(schema.properties.role.enum).toEqual(['organiser', 'reviewer', 'coordinator', 'auditor', 'screen']);
    expect(body.components.schemas.Problem.required).toContain('code');
    expect(Object.keys(body.paths).filter((path) => !path.startsWith('/api/'))).toEqual([]);
  });

  test('the API page shows every operation and loads nothing from elsewhere', async () => {
    const { body, headers } = await server.request('GET', '/api/docs');
    const page = String(body);
    const { paths } = (await server.request('GET', '/api/openapi.json')).body as { paths: Record<string, object> };
    const operations = Object.values(paths).flatMap((item) => Object.values(item) as { operationId: string }[]);
    for (const { operationId } of operations) expect(page).toContain(`<details id="${operationId}">`);
    const links = [...page.matchAll(/(?:src|href)="([^"#]+)"/g)].map((match) => match[1] ?? '');
    expect(links.filter((link) => !/^(?:\/(?!\/)|data:image)/.test(link))).toEqual([]);
    const policy = headers.get('content-security-policy') ?? '';
    for (const [, inline] of page.matchAll(/<(?:script|style)>([^<]+)</g))
      expect(policy).toContain(createHash('sha256').update(inline!).digest('base64'));
    expect((await server.request('GET', '/api/docs/..%2f..%2fpackage.json')).status).toBe(404);
  });
});

test('a request that never ends its headers is cut', async () => {
  const { port } = new URL(server.url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.write('GET /api/session HTTP/1.1\r\nHost: x\r\n');
  const started = Date.now();
  await new Promise((closed) => socket.on('close', closed).resume());
  expect(Date.now() - started).toBeLessThan(14_000);
}, 20_000);

describe('behind proxies', () => {
  let behind: TestApp;
  beforeAll(async () => {
    behind = await startTestApp({ env: { TRUST_PROXY: '1' } });
  }, 120_000);
  afterAll(() => behind?.close());

  /** fetch sets Host by itself. */
  const statusOf = (method: string, path: string, headers: Record<string, string>, body = '') =>
    new Promise<number>((resolve, reject) => {
      const type = body === '' ? {} : { 'content-type': 'application/json' };
      const asked = request(`${behind.url}${path}`, { method, headers: { ...type, ...headers }, agent: false });
      asked.on('error', reject).on('response', (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      });
      asked.end(body);
    });
  const origin = 'https://board.example.kz';
  const signIn = (headers: Record<string, string>, login = 'nobody') =>
    statusOf('POST', '/api/session', headers, JSON.stringify({ login, password: 'wrong-wrong-wrong' }));
  const connectSocket = async (headers: Record<string, string>) => {
    const { status, socket } = await socketHandshake(behind.url, { headers });
    socket.destroy();
    return status;
  };

  test.each<[string, Record<string, string>]>([
    [
      'Apache with the outer host beside the inner one',
      { 'x-forwarded-host': 'board.example.kz', 'x-forwarded-proto': 'https' },
    ],
    ['two proxies, the outer with TLS', { host: 'board.example.kz', 'x-forwarded-proto': 'https, http' }],
    ['a quoted host', { 'x-forwarded-host': '"board.example.kz"', 'x-forwarded-proto': 'https' }],
    ['nginx with the default port in Host', { host: 'board.example.kz:443', 'x-forwarded-proto': 'https' }],
    [
      'a proxy that passes Host on and names its port',
      { host: 'board.example.kz', 'x-forwarded-port': '443', 'x-forwarded-proto': 'https' },
    ],
    ['a proxy that speaks RFC 7239', { forwarded: 'for=192.0.2.1;host=board.example.kz;proto=https' }],
  ])('requests and sockets know their own page through %s', async (_, headers) => {
    const own = { origin, ...headers };
    expect([await signIn(own), await connectSocket(own)]).toEqual([401, 101]);
    const foreign = { ...headers, origin: 'https://elsewhere.example' };
    expect([await signIn(foreign), await connectSocket(foreign)]).toEqual([403, 400]);
  });

  test('one client is one client, whatever port its proxy writes', async () => {
    const statuses = [];
    for (let n = 0; n < 12; n += 1)
      statuses.push(await signIn({ 'x-forwarded-for': `203.0.113.8:${50_000 + n}` }, 'someone'));
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429]);
  });
});

describe('a body', () => {
  const send = async (body: string | Uint8Array, headers: Record<string, string>) => {
    const answer = await fetch(`${server.url}/api/session`, { method: 'POST', body: body as string, headers });
    return [answer.status, ((await answer.json()) as { code: string }).code];
  };
  const json = '{"login":"nobody","password":"wrong-wrong-wrong"}';
  const type = 'application/json';

  test('with a byte order mark is JSON', async () => {
    expect(await send(`\ufeff${json}`, { 'content-type': type })).toEqual([401, 'WRONG_LOGIN_OR_PASSWORD']);
    expect(await send(json, { 'content-type': `${type}; charset=UTF-8` })).toEqual([401, 'WRONG_LOGIN_OR_PASSWORD']);
  });

  test.each<[string, string | Uint8Array, Record<string, string>]>([
    ['a form', 'login=nobody&password=wrong', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['text', json, { 'content-type': 'text/plain' }],
    ['a multipart form', json, { 'content-type': 'multipart/form-data; boundary=x' }],
    ['packed JSON', gzipSync(json), { 'content-type': type, 'content-encoding': 'gzip' }],
    ['a packed file', gzipSync(json), { 'content-type': 'application/gzip' }],
    ['JSON in another charset', json, { 'content-type': `${type}; charset=windows-1251` }],
  ])('that is %s is refused with its media type', async (_, body, headers) => {
    expect(await send(body, headers)).toEqual([415, 'MEDIA_TYPE']);
  });

  test('that is not UTF-8 is refused instead of stored with broken letters', async () => {
    const cp1251 = Buffer.from('{"login":"\xd2","password":"x"}', 'latin1');
    expect(await send(cp1251, { 'content-type': type })).toEqual([400, 'MALFORMED']);
  });
});

test('a page address with extra slashes redirects to the one without', async () => {
  const at = async (path: string) => {
    const { status, headers } = await server.request('GET', path);
    return [status, headers.get('location')];
  };
  expect(await at('/screen/lead-26/')).toEqual([308, '/screen/lead-26']);
  expect(await at('/screen/lead-26//?board=per-100')).toEqual([308, '/screen/lead-26?board=per-100']);
  expect(await at('/screen//lead-26')).toEqual([308, '/screen/lead-26']);
  expect(await at('//screen///lead-26?next=//x')).toEqual([308, '/screen/lead-26?next=//x']);
  expect(await at('//elsewhere.example/')).toEqual([308, '/elsewhere.example']);
  expect(await at('/\\elsewhere.example/')).toEqual([308, '/elsewhere.example']);
  expect(await at('/api/docs/')).toEqual([308, '/api/docs']);
  expect((await at('/api/challenges/'))[0]).toBe(200);
  expect((await at('/api/accounts/'))[0]).toBe(401);
});
