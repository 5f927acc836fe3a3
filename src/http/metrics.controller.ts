import { hash, timingSafeEqual } from 'node:crypto';
import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppConfig } from '../config/environment.js';
import { DomainError } from '../event-store/domain-error.js';
import { Allow } from './access.js';
import { metrics } from '../observability/metrics.js';

const loopback = /^(127\.|::1$|::ffff:127\.)/;
/** A proxy on this machine shows itself by one of these, whether TRUST_PROXY names it or not. */
const ofProxy = /^(?:forwarded|x-forwarded-.+|x-real-ip|x-client-ip|true-client-ip|cf-connecting-ip|via)$/;

/** A program of this machine names it so. A proxy without such headers passes the name that its client used, or speaks HTTP/1.0. */
const ownHost = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;

/** Serves Prometheus on this machine, or with the token. Behind a proxy every caller looks local, so the token decides. */
@Controller()
export class MetricsController {
  constructor(private readonly config: AppConfig) {}

  @Get('metrics')
  @Allow(['anyone'])
  async read(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { METRICS_TOKEN: token, TRUST_PROXY: proxy } = this.config;
    const isProxied =
      proxy !== undefined ||
      Object.keys(request.headers).some((name) => ofProxy.test(name)) ||
      !ownHost.test(request.headers.host ?? '') ||
      request.raw.httpVersion === '1.0';
    const isLocal = !isProxied && loopback.test(request.socket.remoteAddress ?? '');
    if (!isLocal && !carries(request.headers.authorization, token))
      throw new DomainError('forbidden', 'METRICS_TOKEN_REQUIRED');
    void reply.header('content-type', metrics.contentType);
    return metrics.metrics();
  }
}

const digest = (text: string): Buffer => hash('sha256', text, 'buffer');

const carries = (header: string | undefined, token: string | undefined): boolean =>
  token !== undefined && timingSafeEqual(digest(header ?? ''), digest(`Bearer ${token}`));
