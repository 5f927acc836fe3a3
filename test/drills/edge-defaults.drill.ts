import { Controller, Get, type OnModuleInit, Post, Res } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Allow } from '../../src/http/access.js';
import { routesOf } from '../../src/http/http-pipeline.js';
import { RequestAddress } from '../../src/http/request-address.js';
import { WebBuild } from '../../src/pages/web-build.js';
import { startTestApp, TestClock, type TestApp } from '../support/app.js';
import { playSeason } from '../support/played-season.js';
import type { Drill } from './drill.js';
import { type RawAnswer, type RawAsking, rawRequest } from './raw-request.js';
import { withoutProtection } from './without-protection.js';

const board = { cache: /^(?:private, )?no-cache$/, vary: /\bCookie\b/ };
const page = { cache: /^no-cache$/, vary: /\bCookie, Accept-Language\b/ };
const same = { cache: /^no-cache$/, vary: /^/ };

/** Routes whose good answers may be stored, with what they must say. Every other answer is `no-store`. */
const stored: Readonly<Record<string, { cache: RegExp; vary: RegExp }>> = {
  'GET /': page,
  'GET /rules/:id': page,
  'GET /help/what-to-do': page,
  'GET /screen/:id': same,
  'GET /sw.js': same,
  'GET /service-worker.js': same,
  'GET /api/docs': same,
  'GET /assets/:file': { cache: /^public, max-age=\d+/, vary: /^/ },
  'GET /api/challenges/:id/standings': board,
  'GET /api/challenges/:id/history': board,
  'GET /api/challenges/:id/news': board,
  'GET /api/challenges/:id/colleges/:collegeId/points': board,
  'GET /api/challenges/:id/colleges/:collegeId/changes': board,
};

/** Pages take forms without a script. */
const isForm = (name: string) => !name.includes(' /api/');

const always: Readonly<Record<string, RegExp>> = {
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^SAMEORIGIN$/,
  'referrer-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'content-security-policy': /frame-ancestors 'none'/,
  'x-correlation-id': /^[0-9a-f-]{36}$/,
};

/** Addresses that are no route: unknown, not decodable, with a slash too many. */
const strays = [
  '/nowhere',
  '/api/nowhere',
  '/api/%E0%A4%A',
  '/%E0%A4%A',
  `/api/colleges/${'x'.repeat(300)}`,
  '/sign-in/',
];

const STRANGER = 'https://stranger.example';
const ids: Readonly<Record<string, string>> = { colleges: 'teniz', actions: 'trees-1' };

/** The address of a route in the played season. */
const addressOf = (path: string) =>
  path
    .replace(/\/(\w+)\/:id/, (_, kind: string) => `/${kind}/${ids[kind] ?? 'green-2026'}`)
    .replace(':collegeId', 'teniz')
    .replace(':track', 'green')
    .replaceAll(/:\w+/g, 'none');

/** Headers that an answer lacks; `rule` = how it may be stored. */
function lacks({ headers }: RawAnswer, rule: { cache: RegExp; vary: RegExp } | undefined): string[] {
  const missing = Object.keys(always).filter((name) => !always[name]!.test(String(headers[name] ?? '')));
  const { 'cache-control': cache = 'no cache-control', vary = '' } = headers;
  if (!(rule?.cache ?? /^no-store$/).test(String(cache))) missing.push(String(cache));
  if (!(rule?.vary ?? /^/).test(String(vary))) missing.push(`vary: ${String(vary)}`);
  return missing;
}

interface Walk {
  asked: number;
  /** Good answers by route. */
  served: Set<string>;
  faults: string[];
}

/** Reads every route as anybody and as an organiser. Sends every write from a stranger's page and in other types. */
async function walk({ url, adminCookie }: TestApp, routes: readonly string[]): Promise<Walk> {
  const found: Walk = { asked: 0, served: new Set(), faults: [] };
  const ask = async (name: string, path: string, asking: RawAsking, refusal?: string) => {
    found.asked += 1;
    const answer = await rawRequest(url, path, asking);
    const isGood = answer.status === 200;
    if (isGood) found.served.add(name);
    const faults = lacks(answer, isGood ? stored[name] : undefined);
    if (refusal !== undefined && !answer.body.includes(`"code":"${refusal}"`)) faults.push(`no ${refusal}`);
    for (const fault of faults) found.faults.push(`${name}: ${fault}`);
  };
  for (const name of routes) {
    const [method = '', path = ''] = name.split(' ');
    const write = (headers: Record<string, string>, refusal: string) =>
      ask(name, addressOf(path), { method, headers: { cookie: adminCookie, ...headers }, body: '{}' }, refusal);
    if (method === 'GET') {
      for (const cookie of ['', adminCookie]) await ask(name, addressOf(path), { headers: { cookie } });
      continue;
    }
    await write({ origin: STRANGER, 'content-type': 'application/json' }, 'FOREIGN_ORIGIN');
    const types = ['text/plain', 'application/xml', 'multipart/form-data; boundary=x'];
    if (!isForm(name)) types.push('application/x-www-form-urlencoded');
    for (const type of types) await write({ 'content-type': type }, 'MEDIA_TYPE');
  }
  return found;
}

/** Routes as somebody in a hurry might add them. */
@Controller('api/planted')
@Allow(['anyone'])
class Planted implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    fastify.addContentTypeParser('text/plain', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  }

  @Get()
  written(@Res() reply: FastifyReply): void {
    reply.hijack();
    reply.raw.end('{}');
  }

  @Get('stored')
  stored(@Res({ passthrough: true }) reply: FastifyReply): object {
    void reply.header('cache-control', 'public, max-age=60');
    return {};
  }

  @Post()
  write(): object {
    return {};
  }
}

const listed = (server: TestApp) =>
  routesOf(server.app)
    .filter(({ method }) => method !== 'HEAD' && method !== 'OPTIONS')
    .map(({ method, path }) => `${method} ${path}`);

/** Faults that the walk finds in routes without the defaults. */
async function plantedFaults(): Promise<string[]> {
  const server = await startTestApp({ controllers: [Planted] });
  try {
    const routes = listed(server).filter((name) => name.includes('/api/planted'));
    const anyOrigin = () => walk(server, routes);
    return (await withoutProtection(RequestAddress.prototype, 'isSameOriginWrite', () => true, anyOrigin)).faults;
  } finally {
    await server.close();
  }
}

const planted = ['planted: x-content-type-options', 'max-age=60', 'no FOREIGN_ORIGIN', 'no MEDIA_TYPE'];

export const edgeDefaults: Drill = {
  name: 'edge-defaults',
  promise:
    'every route has the security headers, is cached only where listed, and takes writes only as JSON from own pages',
  target: '0 faults; every listed exception is served',
  quick: true,
  async run() {
    const server = await startTestApp({ clock: new TestClock(new Date('2026-09-05T06:00:00.000Z')) });
    try {
      await playSeason(server);
      const render = () => Buffer.from('<p>');
      const pages = { renderPublic: render, renderScreen: render, renderRules: render };
      Object.defineProperty(server.app.get(WebBuild), 'pages', { value: pages });
      server.app.get(WebBuild).asset = () => ({ body: render(), type: 'text/css', isVersioned: true });
      const routes = [...new Set(listed(server))];
      const { asked, served, faults } = await walk(server, [...routes, ...strays.map((path) => `GET ${path}`)]);
      const unserved = Object.keys(stored).filter((name) => !served.has(name));
      const control = await plantedFaults();
      const unseen = planted.filter((part) => !control.some((fault) => fault.includes(part)));
      const some = [...faults, ...unserved].slice(0, 3).join('; ');
      return {
        figure: `${routes.length} routes, ${asked} requests: ${faults.length} faults, ${unserved.length} exceptions not served${some && ` (${some})`}`,
        holds: faults.length === 0 && unserved.length === 0,
        control: {
          kind: 'fault put in',
          figure: `three routes without them: ${planted.length - unseen.length} of ${planted.length} faults found`,
          fails: unseen.length === 0,
        },
      };
    } finally {
      await server.close();
    }
  },
};
