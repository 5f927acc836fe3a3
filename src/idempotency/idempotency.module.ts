import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { AppendIntents } from '../event-store/append-intents.js';
import { HttpServicesModule } from '../http/http-services.module.js';
import { Retention } from '../http/retention.js';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';
import { IdempotentResponses, PostgresAppendIntents } from './idempotency.repository.js';

/** Global, because it implements a port of the event store, which must not import it. */
@Global()
@Module({
  imports: [HttpServicesModule],
  providers: [
    IdempotentResponses,
    { provide: AppendIntents, useClass: PostgresAppendIntents },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
  ],
  exports: [AppendIntents],
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
