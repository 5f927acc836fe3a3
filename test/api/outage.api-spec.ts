import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { startTestApp, type TestApp } from '../support/app.js';

/** Stands between the server and its database and can be cut. */
class Line {
  private readonly sockets = new Set<Socket>();
  private server: Server | null = null;
  port = 0;
  isCut = false;

  async open(target: URL): Promise<void> {
    this.server = createServer((near) => {
      if (this.isCut) return near.destroy();
      const far = connect(Number(target.port), target.hostname);
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.sockets.add(one);
        one.on('error', () => undefined).on('close', () => (this.sockets.delete(one), other.destroy()));
        one.pipe(other);
      }
      return undefined;
    });
    await new Promise<void>((done) => this.server?.listen(0, '127.0.0.1', done));
    this.port = (this.server.address() as { port: number }).port;
  }

  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
  }

  close(): void {
    this.cut();
    this.server?.close();
  }
}

const line = new Line();
let server: TestApp;
beforeAll(async () => {
  server = await startTestApp({
    via: async (appUrl) => {
      const url = new URL(appUrl);
      await line.open(new URL(appUrl));
      url.port = String(line.port);
      return url.href;
    },
  });
}, 120_000);
afterAll(async () => {
  line.isCut = false;
  await server.close();
  line.close();
});

const invite = () =>
  server.request('POST', '/api/invitations', { cookie: server.adminCookie, body: { role: 'auditor' } });

async function until(what: string, condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`${what} did not come about`);
    await pause(50);
  }
}

test('the server reports a lost database, acknowledges nothing and recovers by itself', async () => {
  expect((await invite()).status).toBe(201);
  await until('readiness', async () => (await server.request('GET', '/api/health/ready')).status === 200);
  const before = (await server.events()).length;

  line.cut();
  const refused = await invite();
  expect([refused.status, refused.body.code]).toEqual([503, 'STORE_UNAVAILABLE']);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(JSON.stringify(refused.body)).not.toMatch(/ECONN|postgres|127\.0\.0\.1|SELECT/);
  await until('unreadiness', async () => {
    const { status, body } = await server.request('GET', '/api/health/ready');
    return status === 503 && body.parts.database.status === 'down' && body.parts.history.status === 'down';
  });
  expect((await server.request('GET', '/api/health/live')).status).toBe(200);

  line.isCut = false;
  await until('readiness', async () => (await server.request('GET', '/api/health/ready')).status === 200);
  expect((await server.events()).length).toBe(before);
  expect((await invite()).status).toBe(201);
  // The account, and the link that invites it.
  expect((await server.events()).length).toBe(before + 2);
}, 60_000);
