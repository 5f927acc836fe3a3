import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppConfig } from '../config/environment.js';
import { Sessions, type Viewer } from './access.js';
import { setBodyDeadline } from './body-deadline.js';
import { addCompression } from './compression.js';
import { ServerLog } from '../observability/server-log.js';
import { requestSeconds } from '../observability/metrics.js';
import { OpenApi } from './openapi/openapi.js';
import { type Budget, RateLimits } from './rate-limits.js';
import { addressBlock, RequestAddress } from './request-address.js';
import { Problem } from './problem.js';
import { safeJson } from './safe-json.js';
import { contentSecurityOf, isApiUrl, securityHeaders } from './security-headers.js';
import { readTraceparent, traceResponse, traceRequest } from '../observability/tracing/tracing.js';
import { ZodValidationPipe } from './zod-validation.pipe.js';

export const BODY_LIMIT = 262_144;
/** Hexadecimal, as ids are: words in it could name a person, and events keep it for ever. */
const CLIENT_CORRELATION_ID = /^[0-9a-f-]{1,64}$/i;
/** A part of an upload (tus 1.0.0). */
const FILE_PART = 'application/offset+octet-stream';
const EXEMPT_FROM_LIMITS = /^\/(api\/health|metrics)(\/|\?|$)/;

export interface Route {
  method: string;
  path: string;
}

const routes = new WeakMap<object, Route[]>();

/** Every registered route. */
export const routesOf = (app: NestFastifyApplication): readonly Route[] =>
  routes.get(app.getHttpAdapter().getInstance()) ?? [];

type PipelineRequest = FastifyRequest & {
  correlationId?: string;
  clientCorrelationId?: string;
  viewer?: Viewer | null;
  enrolling?: Viewer | null;
};

/** Installs everything a request passes before its route: correlation id, headers, admission, body, compression. */
export async function installHttpPipeline(app: NestFastifyApplication): Promise<void> {
  app.useGlobalPipes(new ZodValidationPipe());
  app.get(OpenApi).describe(app);
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  fastify.decorateRequest('viewer', null);
  fastify.decorateRequest('enrolling', null);
  const registered: Route[] = [];
  routes.set(fastify, registered);
  fastify.addHook(
    'onRoute',
    ({ method, url: path }) => void registered.push(...[method].flat().map((name) => ({ method: name, path }))),
  );
  addCorrelation(fastify, app.get(ServerLog), securityHeaders(app.get(AppConfig)));
  addAdmission(fastify, app.get(RequestAddress), app.get(Sessions, { strict: false }), app.get(RateLimits));
  addCompression(fastify);
  fastify.removeContentTypeParser('text/plain');
  app.useBodyParser('application/json', { bodyLimit: BODY_LIMIT }, async (_request: unknown, body: Buffer) =>
    safeJson(body),
  );
  // The route reads the stream itself, after its guards.
  fastify.addContentTypeParser(FILE_PART, (request, _body, done) =>
    done(receivesFiles(request) ? null : new Problem(415, 'MEDIA_TYPE')),
  );
}

/** Gives a request its correlation id, and its response the headers of all responses. A malformed URL runs no hook. */
export function openResponse(
  request: PipelineRequest,
  reply: FastifyReply,
  headers: Readonly<Record<string, string>>,
): string {
  const { 'x-correlation-id': given, traceparent } = request.headers;
  const caller = readTraceparent(traceparent);
  const own = randomUUID();
  // A caller may continue its trace, and never name another request's id.
  const correlationId = caller ? `${caller.traceId}-${own.slice(-12)}` : own;
  request.correlationId = correlationId;
  if (typeof given === 'string' && CLIENT_CORRELATION_ID.test(given)) request.clientCorrelationId = given;
  void reply
    .headers(headers)
    .header('content-security-policy', contentSecurityOf(request.url))
    .header('x-correlation-id', correlationId);
  return correlationId;
}

function addCorrelation(fastify: FastifyInstance, log: ServerLog, headers: Readonly<Record<string, string>>): void {
  fastify.addHook('onRequest', (request: PipelineRequest, reply, done) => {
    const correlationId = openResponse(request, reply, headers);
    const { traceparent } = request.headers;
    traceRequest(request, { method: request.method, correlationId, traceparent }, done);
  });
  fastify.addHook('onResponse', (request: PipelineRequest, reply: FastifyReply, done) => {
    const { method } = request;
    const route = request.routeOptions.url ?? 'unknown';
    const seconds = reply.elapsedTime / 1000;
    traceResponse(request, route, reply.statusCode);
    requestSeconds.observe({ method, route, status: String(reply.statusCode) }, seconds);
    log.info(
      {
        method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        correlationId: request.correlationId,
        clientCorrelationId: request.clientCorrelationId,
      },
      'request',
    );
    done();
  });
}

function addAdmission(
  fastify: FastifyInstance,
  addresses: RequestAddress,
  sessions: Sessions,
  limits: RateLimits,
): void {
  fastify.addHook('onRequest', async (request: PipelineRequest, reply) => {
    const { raw, url } = request;
    if (/%00|\0/.test(url)) throw new Problem(400, 'MALFORMED');
    const canonical = withoutExtraSlashes(url);
    if (canonical !== null) return reply.redirect(canonical, 308);
    if (!addresses.isSameOriginWrite(raw)) throw new Problem(403, 'FOREIGN_ORIGIN');
    if (!isRead(request)) requireJson(request);
    setBodyDeadline(request, reply);
    if (EXEMPT_FROM_LIMITS.test(url)) return;
    const address = addressBlock(addresses.clientOf(raw));
    request.viewer = await limits.viewerOf(sessions, request.headers.cookie, address);
    if (!request.viewer) request.enrolling = enrollingOf(sessions, request.headers.cookie);
    await limits.count(budgetOf(request), request.viewer?.accountId ?? address);
  });
}

function enrollingOf(sessions: Sessions, cookie: string | undefined): Viewer | null {
  const session = sessions.sessionOf(cookie);
  return session === null ? null : sessions.enrollingOf(session);
}

/** The URL of a page without trailing or repeated slashes; null = it has none. `//name` would redirect to another host. */
function withoutExtraSlashes(url: string): string | null {
  if (!url.startsWith('/')) return null;
  const [, path = '', query = ''] = /^([^?]*)(.*)$/s.exec(url)!;
  const plain = path.replaceAll(/[/\\]{2,}/g, '/').replace(/(?<=.)\/$/, '');
  return plain === path || isApiUrl(plain) ? null : plain + query;
}

const receivesFiles = ({ routeOptions }: FastifyRequest): boolean =>
  (routeOptions.config as { receivesFiles?: boolean }).receivesFiles === true;

const isRead = ({ method }: FastifyRequest) => method === 'GET' || method === 'HEAD' || method === 'OPTIONS';

/** Query parameters whose responses are not cached, so they use the budget of uncached reads. */
const UNCACHED = ['at', 'position', 'challenge', 'college', 'league'];
function budgetOf(request: FastifyRequest): Budget {
  if (!isRead(request)) return 'writes';
  const isShared = (request.routeOptions.config as { budget?: string }).budget === 'cached';
  return isShared && !UNCACHED.some((name) => Object.hasOwn(request.query as object, name)) ? 'cachedReads' : 'reads';
}

/** Throws 415 MEDIA_TYPE for a body in another encoding, and for a form sent to the API. */
function requireJson({ headers, url, routeOptions }: FastifyRequest): void {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity', 'content-length': length } = headers;
  if (length === '0' || (length === undefined && headers['transfer-encoding'] === undefined)) return;
  // The path of the route, because a client may write «/%61pi».
  const isForm = (routeOptions.url ?? url).startsWith('/api') && /^application\/x-www-form-urlencoded/i.test(type);
  const isOtherCharset = /;\s*charset=(?!"?utf-?8\b)/i.test(type);
  if (isForm || isOtherCharset || encoding.toLowerCase() !== 'identity') throw new Problem(415, 'MEDIA_TYPE');
}
