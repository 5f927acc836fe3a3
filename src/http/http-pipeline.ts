import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppConfig } from '../config/environment.js';
import { contentSecurityOf } from './content-security.js';
import { addressBlock } from './limits/address-block.js';
import { RateLimits } from './limits/rate-limits.js';
import { ServerLog } from '../observability/server-log.js';
import { requestSeconds } from '../observability/metrics.js';
import { OpenApi } from './openapi/openapi.js';
import { isOwnWrite } from './origin.js';
import { Problem } from './problem.js';
import { safeJson } from './safe-json.js';
import { securityHeaders } from './security-headers.js';
import { readTraceparent } from '../observability/tracing/trace-ids.js';
import { traceAnswer, traceRequest } from '../observability/tracing/tracing.js';
import { ZodValidationPipe } from './zod-validation.pipe.js';

export const BODY_LIMIT = 262_144;
const correlationShape = /^[A-Za-z0-9._-]{8,64}$/;
const uncounted = /^\/(api\/health|metrics)(\/|\?|$)/;

export interface Route {
  method: string;
  path: string;
}

const routes = new WeakMap<object, Route[]>();

/** Every route the server answers, whoever added it. */
export const routesOf = (app: NestFastifyApplication): readonly Route[] =>
  routes.get(app.getHttpAdapter().getInstance()) ?? [];

type PipelineRequest = FastifyRequest & { correlationId?: string; viewer?: unknown };

/** Everything a request passes before its route: correlation id, headers, fair use, origin of writes, body. */
export async function installHttpPipeline(app: NestFastifyApplication): Promise<void> {
  const config = app.get(AppConfig);
  app.useGlobalPipes(new ZodValidationPipe());
  app.get(OpenApi).describe(app);
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  fastify.decorateRequest('viewer', null);
  const known: Route[] = [];
  routes.set(fastify, known);
  fastify.addHook(
    'onRoute',
    ({ method, url: path }) => void known.push(...[method].flat().map((name) => ({ method: name, path }))),
  );
  addCorrelation(fastify, app.get(ServerLog), securityHeaders(config));
  addAdmission(fastify, config, app.get(RateLimits));
  app.useBodyParser('application/json', { bodyLimit: BODY_LIMIT }, async (_request: unknown, body: Buffer) =>
    safeJson(body.toString('utf8')),
  );
}

function addCorrelation(fastify: FastifyInstance, log: ServerLog, headers: Readonly<Record<string, string>>): void {
  fastify.addHook('onRequest', (request: PipelineRequest, reply, done) => {
    const given = request.headers['x-correlation-id'];
    const { traceparent } = request.headers;
    const correlationId =
      typeof given === 'string' && correlationShape.test(given)
        ? given
        : (readTraceparent(traceparent)?.traceId ?? randomUUID());
    request.correlationId = correlationId;
    void reply
      .headers(headers)
      .header('content-security-policy', contentSecurityOf(request.url))
      .header('x-correlation-id', correlationId);
    traceRequest(request, { method: request.method, correlationId, traceparent }, done);
  });
  fastify.addHook('onResponse', (request: PipelineRequest, reply: FastifyReply, done) => {
    const { method } = request;
    const route = request.routeOptions.url ?? 'unknown';
    const seconds = reply.elapsedTime / 1000;
    traceAnswer(request, route, reply.statusCode);
    requestSeconds.observe({ method, route, status: String(reply.statusCode) }, seconds);
    log.info(
      {
        method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        correlationId: request.correlationId,
      },
      'request',
    );
    done();
  });
}

function addAdmission(fastify: FastifyInstance, config: AppConfig, limits: RateLimits): void {
  fastify.addHook('onRequest', (request: PipelineRequest, _reply, done) => {
    if (/%00|\0/.test(request.url)) throw new Problem(400, 'MALFORMED');
    if (!isOwnWrite(request, config.PUBLIC_URL)) throw new Problem(403, 'FOREIGN_ORIGIN');
    if (!uncounted.test(request.url)) {
      const isRead = request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS';
      limits.count(isRead ? 'reads' : 'writes', addressBlock(request.ip));
    }
    done();
  });
}
