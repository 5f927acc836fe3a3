import { Module, type OnModuleInit } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { HttpServicesModule } from '../http/http.module.js';
import { Retention } from '../http/retention.js';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';
import { IdempotentResponses } from './idempotency.repository.js';

@Module({
  imports: [HttpServicesModule],
  providers: [IdempotentResponses, { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor }],
  exports: [IdempotentResponses],
})
export class IdempotencyModule implements OnModuleInit {
  constructor(
    private readonly responses: IdempotentResponses,
    private readonly retention: Retention,
  ) {}

  onModuleInit(): void {
    this.retention.add(() => this.responses.purge());
  }
}
