import { Module, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { HttpServicesModule } from '../http/http.module.js';
import { Retention } from '../http/retention.js';
import { Courier } from './courier.js';
import { watchOutbox } from './outbox-metrics.js';
import { Outbox } from './outbox.repository.js';

@Module({ imports: [HttpServicesModule], providers: [Outbox, Courier], exports: [Outbox, Courier] })
export class OutboxModule implements OnModuleInit, OnModuleDestroy {
  private unwatch = () => {};

  constructor(
    private readonly outbox: Outbox,
    private readonly retention: Retention,
  ) {}

  onModuleInit(): void {
    this.unwatch = watchOutbox(() => this.outbox.counts());
    this.retention.add(() => this.outbox.purge());
  }

  onModuleDestroy(): void {
    this.unwatch();
  }
}
