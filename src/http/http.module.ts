import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { Admission } from './admission.js';
import { Drain } from './drain.js';
import { HealthModule } from './health/health.module.js';
import { HttpServicesModule } from './http-services.module.js';
import { MetricsController } from './metrics.controller.js';
import { OpenApiController } from './openapi/openapi.controller.js';
import { ProblemFilter } from './problem.filter.js';
import { ProblemPage } from './problem-page.js';

@Module({
  imports: [HealthModule, HttpServicesModule],
  controllers: [MetricsController, OpenApiController],
  providers: [
    Drain,
    Admission,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
})
export class HttpModule {
  /** `accounts` exports `Sessions`; `page` renders refusals for people. */
  static with(accounts: Type, page: ProblemPage): DynamicModule {
    return { module: HttpModule, imports: [accounts], providers: [{ provide: ProblemPage, useValue: page }] };
  }
}
