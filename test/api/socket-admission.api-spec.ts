import { io } from 'socket.io-client';
import { startTestApp, type TestApp } from '../support/app.js';
import { type Handshake, socketHandshake } from '../support/socket-handshake.js';
import { until } from '../drills/drill.js';

const LIMIT = 3;

describe('A live connection', () => {
  let server: TestApp;
  const open: Handshake[] = [];

  beforeAll(async () => {
    server = await startTestApp({ env: { TRUST_PROXY: '1', QORZHYN_SOCKETS_PER_ADDRESS: String(LIMIT) } });
  }, 120_000);
  afterEach(async () => {
    for (const { socket } of open.splice(0)) socket.destroy();
  });
  afterAll(() => server?.close());

  const connect = async (from: string, headers: Record<string, string> = {}, query = '') => {
    const answer = await socketHandshake(server.url, { query, headers: { 'x-forwarded-for': from, ...headers } });
    open.push(answer);
    return answer;
  };
  const statuses = async (times: number, ...[from, headers]: Parameters<typeof connect>) => {
    const found: number[] = [];
    for (let n = 0; n < times; n += 1) found.push((await connect(from, headers)).status);
    return found;
  };
  const full = [101, 101, 101, 400];

  it('is refused beyond the number for one address alone', async () => {
    expect(await statuses(LIMIT + 1, '203.0.113.1')).toEqual(full);
    expect((await connect('203.0.113.1')).body).toBe('TOO_MANY_SOCKETS');
    expect(await statuses(1, '203.0.113.2')).toEqual([101]);
  });

  it('counts a whole /64 of IPv6 as one address', async () => {
    const found: number[] = [];
    for (let n = 0; n <= LIMIT; n += 1) found.push((await connect(`2001:db8:0:7:${n}::1`)).status);
    expect(found).toEqual(full);
    expect(await statuses(1, '2001:db8:0:8::1')).toEqual([101]);
  });

  it('counts until it closes, however it closes', async () => {
    expect(await statuses(LIMIT + 1, '203.0.113.3')).toEqual(full);
    open[0]!.socket.destroy();
    open[1]!.socket.resetAndDestroy();
    await until('a free place', async () => (await connect('203.0.113.3')).status === 101, 5_000);
  });

  it('counts refused requests and forged sessions for nothing more than their address', async () => {
    const cookie = `qorzhyn_session=${'x'.repeat(43)}`;
    expect(await statuses(2, '203.0.113.4', { origin: 'https://stranger.example' })).toEqual([400, 400]);
    expect(await statuses(LIMIT + 1, '203.0.113.4', { cookie })).toEqual(full);
  });

  it('counts for its account when signed in, so strangers lock nobody out', async () => {
    expect(await statuses(LIMIT + 1, '203.0.113.5')).toEqual(full);
    expect(await statuses(LIMIT + 1, '203.0.113.5', { cookie: server.adminCookie })).toEqual(full);
    const { cookie } = await server.signedIn('screen');
    expect(await statuses(1, '203.0.113.5', { cookie })).toEqual([101]);
  });

  it('is a websocket from its first byte and replaces no other connection', async () => {
    const first = await connect('203.0.113.6');
    let heard = first.body;
    first.socket.on('data', (chunk: Buffer) => (heard += chunk.toString('latin1')));
    await until('the open frame', () => heard.includes('"sid"'), 5_000);
    const [, sid] = /"sid":"([^"]+)"/.exec(heard)!;
    expect((await connect('203.0.113.6', {}, `&sid=${sid}`)).status).toBe(400);
    expect((await connect('203.0.113.6', {}, `&%73id=${sid}`)).status).toBe(400);
    const polling = await fetch(`${server.url}/socket.io/?EIO=4&transport=polling`);
    expect([polling.status, await polling.json()]).toEqual([400, { code: 0, message: 'Transport unknown' }]);
  });

  it('finds nothing in the namespace /, which no sign-out would reach', async () => {
    const client = io(server.url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { cookie: server.adminCookie, 'x-forwarded-for': '203.0.113.7' },
    });
    try {
      const refused = await new Promise((resolve) => {
        client.on('connect', () => resolve(null));
        client.on('connect_error', (error) => resolve((error as { data?: unknown }).data));
      });
      expect(refused).toMatchObject({ code: 'ROUTE_NOT_FOUND', status: 404 });
    } finally {
      client.disconnect();
    }
  });
});

describe('The origin of a live connection', () => {
  const status = async (server: TestApp, headers: Record<string, string>) => {
    const { status: found, socket } = await socketHandshake(server.url, { headers });
    socket.destroy();
    return found;
  };

  it('is not taken from a proxy that is not trusted', async () => {
    const server = await startTestApp();
    try {
      const host = 'board.example.kz';
      const origin = `https://${host}`;
      for (const headers of [
        { 'x-forwarded-proto': 'https' },
        { 'x-forwarded-proto': 'wss' },
        { forwarded: `host=${host};proto=https` },
        { 'x-forwarded-host': host, 'x-forwarded-proto': 'https', 'x-forwarded-ssl': 'on' },
      ] as Record<string, string>[])
        expect(await status(server, { host, origin, ...headers })).toBe(400);
      expect(await status(server, { host, origin: `http://${host}` })).toBe(101);
    } finally {
      await server.close();
    }
  }, 120_000);

  it('is that of PUBLIC_URL alone where it is set', async () => {
    const server = await startTestApp({ env: { PUBLIC_URL: 'https://board.example.kz', TRUST_PROXY: '1' } });
    try {
      const own = { host: 'board.example.kz', 'x-forwarded-proto': 'https' };
      expect(await status(server, { ...own, origin: 'https://board.example.kz' })).toBe(101);
      expect(await status(server, { ...own, host: 'inner:3000', origin: 'https://board.example.kz' })).toBe(101);
      expect(await status(server, own)).toBe(101);
      for (const origin of ['https://stranger.example', 'http://stranger.example', 'null'])
        expect(await status(server, { host: 'stranger.example', 'x-forwarded-proto': 'https', origin })).toBe(400);
    } finally {
      await server.close();
    }
  }, 120_000);
});
