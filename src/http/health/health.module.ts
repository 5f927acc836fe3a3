import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { DataSource } from 'typeorm';
import { EventStore } from '../../event-store/event-store.js';
import { HealthController } from './health.controller.js';
import { ReadyChecks } from './ready-checks.js';

@Global()
@Module({
  imports: [TerminusModule.forRoot({ logger: false })],
  controllers: [HealthController],
  providers: [ReadyChecks],
  exports: [ReadyChecks],
})
export class HealthModule implements OnModuleInit {
  constructor(
    private readonly checks: ReadyChecks,
    private readonly database: DataSource,
    private readonly store: EventStore,
  ) {}

  onModuleInit(): void {
    this.checks.add('database', async () => {
      await this.database.query('SELECT 1');
      return { up: true };
    });
    this.checks.add('history', async () => {
      await this.store.head();
      return { up: true };
    });
  }
}
