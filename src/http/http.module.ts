import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { Admission } from './admission.js';
import { Drain } from './drain.js';
import { HealthModule } from './health/health.module.js';
import { RateLimits } from './limits/rate-limits.js';
import { MetricsController } from './metrics.controller.js';
import { OpenApi } from './openapi/openapi.js';
import { OpenApiController } from './openapi/openapi.controller.js';
import { RequestAddress } from './request-address.js';
import { Retention } from './retention.js';
import { BetweenProcesses } from './sockets/between-processes.js';
import { ProblemFilter } from './problem.filter.js';
import { ProblemPage } from './problem-page.js';

@Global()
@Module({
  imports: [HealthModule, DiscoveryModule],
  controllers: [MetricsController, OpenApiController],
  providers: [
    Drain,
    RateLimits,
    RequestAddress,
    Admission,
    OpenApi,
    Retention,
    BetweenProcesses,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
  exports: [OpenApi, RateLimits, RequestAddress, Retention, BetweenProcesses],
})
export class HttpModule {
  static with(page: ProblemPage): DynamicModule {
    return { module: HttpModule, providers: [{ provide: ProblemPage, useValue: page }] };
  }
}
