import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { Drain } from './drain.js';
import { HealthModule } from './health/health.module.js';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor.js';
import { IdempotencyKeys } from './idempotency/idempotency.repository.js';
import { RateLimits } from './limits/rate-limits.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { OpenApi } from './openapi/openapi.js';
import { OpenApiController } from './openapi/openapi.controller.js';
import { Purge } from './purge.js';
import { BetweenProcesses } from './sockets/between-processes.js';
import { ProblemFilter } from './problem.filter.js';

@Global()
@Module({
  imports: [HealthModule],
  controllers: [MetricsController, OpenApiController],
  providers: [
    Drain,
    RateLimits,
    IdempotencyKeys,
    OpenApi,
    Purge,
    BetweenProcesses,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
  ],
  exports: [RateLimits, IdempotencyKeys, Purge, BetweenProcesses],
})
export class HttpModule implements OnModuleInit {
  constructor(
    private readonly purge: Purge,
    private readonly keys: IdempotencyKeys,
  ) {}

  onModuleInit(): void {
    this.purge.add(() => this.keys.purge());
  }
}
