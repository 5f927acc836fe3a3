import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessGuard } from './access.js';
import { Drain } from './drain.js';
import { HealthModule } from './health.module.js';
import { RateLimits } from './rate-limits.js';
import { MetricsController } from './metrics.controller.js';
import { OpenApi, OpenApiController } from './openapi/openapi.js';
import { ProblemFilter, ProblemPage } from './problem.filter.js';
import { RequestAddress } from './request-address.js';
import { Retention } from './retention.js';

const services = [RateLimits, RequestAddress, OpenApi, Retention];

/** Services of the HTTP layer for features. */
@Module({ imports: [DiscoveryModule], providers: services, exports: services })
export class HttpServicesModule {}

@Module({
  imports: [HealthModule, HttpServicesModule],
  controllers: [MetricsController, OpenApiController],
  providers: [Drain, { provide: APP_GUARD, useClass: AccessGuard }, { provide: APP_FILTER, useClass: ProblemFilter }],
})
export class HttpModule {
  /** `accounts` exports `Sessions`; `page` renders refusals for people. */
  static with(accounts: Type, page: ProblemPage): DynamicModule {
    return { module: HttpModule, imports: [accounts], providers: [{ provide: ProblemPage, useValue: page }] };
  }
}
