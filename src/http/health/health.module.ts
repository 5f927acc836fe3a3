import { Module, type OnModuleInit } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { DataSource } from 'typeorm';
import { EventStore } from '../../event-store/event-store.js';
import { EventStoreModule } from '../../event-store/event-store.module.js';
import { AppConfig, BadSetting } from '../../config/environment.js';
import { hostsOf } from '../../config/postgres-address.js';
import { LOSSY_STANDBY, type StandbyPromise, standbyPromise } from '../../postgres/standby.js';
import { ServerLog } from '../../observability/server-log.js';
import { HealthController } from './health.controller.js';
import { ReadyChecks } from '../../observability/ready-checks.js';

@Module({
  imports: [TerminusModule.forRoot({ logger: false }), EventStoreModule],
  controllers: [HealthController],
})
export class HealthModule implements OnModuleInit {
  constructor(
    private readonly checks: ReadyChecks,
    private readonly database: DataSource,
    private readonly store: EventStore,
    private readonly config: AppConfig,
    private readonly log: ServerLog,
  ) {}

  async onModuleInit(): Promise<void> {
    this.checks.add('database', async () => {
      await this.database.query('SELECT 1');
      return { up: true };
    });
    this.checks.add('history', async () => {
      await this.store.assertWritable();
      return { up: true };
    });
    if (this.config.EVENTSTORE_URL === undefined) await this.watchStandby();
  }

  /** With the history in PostgreSQL, the standby decides whether an acknowledgement survives a failover. */
  private async watchStandby(): Promise<void> {
    const isWanted = this.config.QORZHYN_STANDBY === 'synchronous';
    const isExpected = (hostsOf(this.config.DATABASE_URL ?? '')?.length ?? 1) > 1;
    let reported: StandbyPromise | null = null;
    const look = async () => {
      const promise = await standbyPromise((sql) => this.database.query(sql), isExpected);
      if (promise === 'asynchronous' && reported !== promise) this.log.warn(LOSSY_STANDBY);
      reported = promise;
      return promise;
    };
    if ((await look()) !== 'synchronous' && isWanted)
      throw new BadSetting(`QORZHYN_STANDBY is synchronous, but PostgreSQL has no such standby. ${LOSSY_STANDBY}`);
    this.checks.add('standby', async () => {
      const promise = await look();
      return { up: !isWanted || promise === 'synchronous', promise };
    });
  }
}
