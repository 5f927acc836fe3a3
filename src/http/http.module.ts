import { type DynamicModule, Global, Module, type OnModuleInit } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { Drain } from './drain.js';
import { HealthModule } from './health/health.module.js';
import { FirstAnswers } from '../idempotency/first-answers.js';
import { IdempotencyGuard } from '../idempotency/idempotency.guard.js';
import { IdempotencyKeys } from '../idempotency/idempotency.repository.js';
import { RateLimits } from './limits/rate-limits.js';
import { MetricsController } from './metrics.controller.js';
import { OpenApi } from './openapi/openapi.js';
import { OpenApiController } from './openapi/openapi.controller.js';
import { Retention } from './retention.js';
import { BetweenProcesses } from './sockets/between-processes.js';
import { ProblemFilter } from './problem.filter.js';
import { ProblemPage } from './problem-page.js';

@Global()
@Module({
  imports: [HealthModule],
  controllers: [MetricsController, OpenApiController],
  providers: [
    Drain,
    RateLimits,
    IdempotencyKeys,
    OpenApi,
    Retention,
    BetweenProcesses,
    FirstAnswers,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_GUARD, useClass: IdempotencyGuard },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
  exports: [RateLimits, IdempotencyKeys, Retention, BetweenProcesses],
})
export class HttpModule implements OnModuleInit {
  static with(page: ProblemPage): DynamicModule {
    return { module: HttpModule, providers: [{ provide: ProblemPage, useValue: page }] };
  }

  constructor(
    private readonly purge: Retention,
    private readonly keys: IdempotencyKeys,
  ) {}

  onModuleInit(): void {
    this.purge.add(() => this.keys.purge());
  }
}
