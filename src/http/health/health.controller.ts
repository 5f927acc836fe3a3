import { Controller, Get, HttpException, Res } from '@nestjs/common';
import { HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Allow } from '../access.js';
import { ApiResponseSchema } from '../openapi/api-response-schema.js';
import { ReadyChecks } from '../../observability/ready-checks.js';

const readiness = z.object({
  status: z.enum(['ok', 'error', 'shutting_down']),
  parts: z.record(z.string(), z.looseObject({ status: z.enum(['up', 'down']) })),
});

@Controller('api/health')
@Allow(['anyone'])
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly checks: ReadyChecks,
  ) {}

  /** The process runs and answers; says nothing of what it depends on. */
  @ApiResponseSchema(z.object({ status: z.literal('ok') }))
  @Get('live')
  live() {
    return { status: 'ok' };
  }

  /** 503 while any part cannot work; the body names each. */
  @ApiResponseSchema(readiness, { statuses: [200, 503] })
  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const indicate = (await this.checks.states()).map(([name, { up, ...details }]) => () => {
      const indicator = this.indicators.check(name);
      return up ? indicator.up(details) : indicator.down(details);
    });
    void reply.header('cache-control', 'no-store');
    try {
      const { status, details } = await this.health.check(indicate);
      return { status, parts: details };
    } catch (error) {
      if (!(error instanceof HttpException)) throw error;
      const { status, details } = error.getResponse() as { status: string; details: object };
      void reply.status(503).header('retry-after', '2');
      return { status, parts: details };
    }
  }
}
