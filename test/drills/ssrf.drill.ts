import { spawn, spawnSync } from 'node:child_process';
import { createECDH, randomBytes, randomUUID } from 'node:crypto';
import dns from 'node:dns';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Allow } from '../../src/http/access.js';
import { DeliveryScheduler } from '../../src/notifications/deliver/delivery-scheduler.js';
import { PushChannel } from '../../src/notifications/push/push-channel.js';
import { postPush } from '../../src/notifications/push/push-request.js';
import { Courier } from '../../src/outbox/courier.js';
import { startTestApp, type TestApp, type TestClock } from '../support/app.js';
import { type Drill, until } from './drill.js';
import { CHALLENGE, COLLEGES } from '../support/world.js';
import { rawRequest } from './raw-request.js';
import { claimOf, DAY, openChallenge } from '../support/world.js';

const fetched = z.strictObject({ url: z.string() });

/** The injected fault: a server that fetches addresses it receives. */
@Controller('api/curious')
@Allow(['organiser'])
class Curious {
  @Post()
  @HttpCode(200)
  async look(@Body({ schema: fetched }) { url }: z.infer<typeof fetched>) {
    await fetch(url).catch(() => undefined);
    return {};
  }
}

/** A neighbour that nobody is to visit; it sends visitors on to itself. */
async function neighbour(host: string): Promise<{ server: Server; port: number; visits: () => number }> {
  let visits = 0;
  const server = createServer((request, answer) => {
    visits += 1;
    if (request.url === '/redirect') answer.writeHead(302, { location: '/inner' });
    answer.end();
  });
  server.on('connection', () => (visits += 1));
  await new Promise<void>((done, fail) => server.once('error', fail).listen(0, host, done));
  return { server, port: (server.address() as AddressInfo).port, visits: () => visits };
}

const addressesOf = (port: number, port6: number | null) => [
  `http://127.0.0.1:${port}/x`,
  `http://localhost:${port}/redirect`,
  `http://127.1:${port}/`,
  `http://2130706433:${port}/`,
  `http://0x7f000001:${port}/`,
  `http://0:${port}/`,
  `http://user:pass@127.0.0.1:${port}/`,
  `http://[::ffff:127.0.0.1]:${port}/`,
  `http://127.0.0.1:${port}/redirect#x`,
  ...(port6 === null ? [] : [`http://[::1]:${port6}/`]),
  `https://127.0.0.1:${port}/`,
  'http://169.254.169.254/latest/meta-data/',
  'http://nowhere.invalid/photo.jpg',
];

/** Gives the addresses to everything that takes one, and asks as a proxy would be asked. */
async function tellAll(server: TestApp, urls: readonly string[]): Promise<number> {
  const ask = (method: string, to: string, body: object, headers: Record<string, string> = {}) =>
    server.request(method, to, { cookie: server.adminCookie, body, headers });
  const { cookie } = await server.signedIn('reviewer');
  const keys = browserKeys();
  let taken = 0;
  for (const url of urls) {
    const id = randomUUID();
    const words = { place: url, description: `${url} <img src="${url}">` };
    const sent = await ask('PUT', `/api/actions/${id}`, { ...claimOf(COLLEGES[0], DAY), ...words, links: [url] });
    if (sent.status === 201) taken += 1;
    await ask('POST', `/api/actions/${id}/evidence`, { url: `${url}?again` });
    const body = { reason: 'photo-missing', note: url };
    await server.request('POST', `/api/actions/${id}/request-information`, { cookie, body });
    await server.request('GET', `/api/actions/${id}?atLeast=${sent.body.position}`, { cookie });
    const pushed = await server.request('POST', '/api/push/subscriptions', { cookie, body: { endpoint: url, keys } });
    if (pushed.status < 300) throw new Error(`${url} was taken as the address of a browser`);
    const { host } = new URL(url);
    const headers = { 'x-forwarded-host': host, 'x-original-url': url, referer: url, 'x-http-destinationurl': url };
    await server.request('GET', '/api/colleges', { headers });
    await rawRequest(server.url, url, { headers: { host } });
    await rawRequest(server.url, '/', { headers: { host, accept: 'text/html' } });
  }
  await server.request('GET', `/api/challenges/${CHALLENGE}/news`);
  return taken;
}

const browserKeys = () => {
  const browser = createECDH('prime256v1');
  return { p256dh: browser.generateKeys('base64url'), auth: randomBytes(16).toString('base64url') };
};

/** A public name that leads to this machine when it is visited. */
const REBOUND = 'push.rebound.example';

/** Subscribes a coordinator at the name and lets the server send a message there. `post` = another way to send it. */
async function pushTo(server: TestApp, post?: typeof postPush): Promise<void> {
  const channel = server.app.get(PushChannel);
  const own = channel.post;
  const resolve = dns.lookup;
  const lookup = (name: string, options: object, done: (...found: unknown[]) => void) =>
    name === REBOUND
      ? done(null, 'all' in options && options.all ? [{ address: '127.0.0.1', family: 4 }] : '127.0.0.1', 4)
      : resolve(name, options, done as never);
  dns.lookup = lookup as typeof dns.lookup;
  if (post) channel.post = post;
  try {
    const { cookie } = await server.signedIn('coordinator', COLLEGES[0]);
    const body = { endpoint: `https://${REBOUND}/message`, keys: browserKeys() };
    if ((await server.request('POST', '/api/push/subscriptions', { cookie, body })).status !== 204)
      throw new Error('the name was not taken');
    (server.clock as TestClock).advance(60_000);
    const id = randomUUID();
    await server.request('PUT', `/api/actions/${id}`, { cookie: server.adminCookie, body: claimOf(COLLEGES[0], DAY) });
    const reviewer = (await server.signedIn('reviewer')).cookie;
    const question = { cookie: reviewer, body: { reason: 'photo-missing' } };
    const asked = await server.request('POST', `/api/actions/${id}/request-information`, question);
    await server.request('GET', `/api/notifications?atLeast=${asked.body.position}`, { cookie });
    await server.app.get(DeliveryScheduler).run();
    await server.app.get(Courier).deliverDue();
  } finally {
    dns.lookup = resolve;
    channel.post = own;
  }
}

/** Ports that this process connects to, seen from within and, where there is a strace, from without. */
async function watching(run: () => Promise<unknown>): Promise<{ ports: Set<number>; traced: boolean }> {
  const ports = new Set<number>();
  const { connect } = Socket.prototype;
  const folder = mkdtempSync(path.join(tmpdir(), 'qorzhyn-trace-'));
  const file = path.join(folder, 'connects');
  const hasStrace = process.platform === 'linux' && spawnSync('strace', ['-V']).status === 0;
  const tracer = hasStrace
    ? spawn('strace', ['-f', '-p', String(process.pid), '-e', 'trace=connect', '-o', file], {
        stdio: ['ignore', 'ignore', 'pipe'],
      })
    : null;
  let said = '';
  tracer?.stderr.on('data', (chunk) => (said += String(chunk)));
  const ended = new Promise<void>((resolve) => (tracer ? tracer.once('exit', () => resolve()) : resolve()));
  if (tracer) await until('the trace', () => /attached/.test(said) || tracer.exitCode !== null);
  const traced = tracer !== null && tracer.exitCode === null;
  Socket.prototype.connect = function (this: Socket, ...args: unknown[]) {
    // A name that is refused when it is resolved leads to no attempt.
    this.on('connectionAttempt', (_address: string, port: number) => ports.add(port));
    return connect.apply(this, args as never);
  } as typeof connect;
  try {
    await run();
  } finally {
    Socket.prototype.connect = connect;
    if (traced) tracer!.kill('SIGINT');
    await ended;
    if (traced)
      for (const [, port] of readFileSync(file, 'utf8').matchAll(/connect\(.*?sin6?_port=htons\((\d+)\)/g))
        ports.add(Number(port));
    rmSync(folder, { recursive: true, force: true });
  }
  return { ports, traced };
}

export const ssrf: Drill = {
  name: 'ssrf',
  promise: 'the server visits no address that it receives, except push services at public ones',
  target: '0 visits, 0 connections but to its own database; a name that leads to this machine gets no push message',
  quick: false,
  async run() {
    const server = await startTestApp({ controllers: [Curious] });
    const next = await neighbour('127.0.0.1');
    const next6 = await neighbour('::1').catch(() => null);
    try {
      await openChallenge(server);
      const own = Number(new URL(server.url).port);
      const expected = [own, databasePort(server)];
      const urls = addressesOf(next.port, next6?.port ?? null);
      let taken = 0;
      const seen = await watching(async () => {
        taken = await tellAll(server, urls);
        await pushTo(server);
      });
      const visits = next.visits() + (next6?.visits() ?? 0);
      const strange = [...seen.ports].filter((port) => !expected.includes(port));
      const control = await watching(() =>
        server.request('POST', '/api/curious', { cookie: server.adminCookie, body: { url: urls[0] } }),
      );
      const blind = await watching(() => pushTo(server, (message, signal) => postPush(message, signal, {})));
      const found = next.visits() - visits;
      return {
        figure: `${urls.length} addresses sent, ${taken} stored as evidence: ${visits} visits, ${strange.length} connections elsewhere${strange.length > 0 ? ` (${strange.join()})` : ''}${seen.traced ? ', watched from without too' : ''}`,
        holds: visits === 0 && strange.length === 0 && taken > urls.length / 2,
        control: {
          kind: 'fault put in',
          figure: `a route that fetches an address: ${found} visits, its port ${control.ports.has(next.port) ? 'seen' : 'not seen'}; a push to a name of this machine ${blind.ports.has(443) ? 'seen' : 'not seen'}`,
          fails: found > 0 && control.ports.has(next.port) && blind.ports.has(443),
        },
      };
    } finally {
      next.server.close();
      next6?.server.close();
      next.server.closeAllConnections();
      await server.close();
    }
  },
};

function databasePort({ app }: TestApp): number {
  const { options } = app.get(DataSource) as { options: { url?: string } };
  return Number(new URL(options.url ?? 'postgres://127.0.0.1:0').port || 5432);
}
