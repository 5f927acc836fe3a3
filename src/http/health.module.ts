import { type BeforeApplicationShutdown, Controller, Get, Module, type OnModuleInit, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { EventStore } from '../event-store/event-store.js';
import { EventStoreModule } from '../event-store/event-store.module.js';
import { AppConfig, BadSetting } from '../config/environment.js';
import { hostsOf } from '../config/postgres-address.js';
import { LOSSY_STANDBY, type StandbyPromise, standbyPromise } from '../postgres/standby.js';
import { ServerLog } from '../observability/server-log.js';
import { Allow } from './access.js';
import { ApiResponseSchema } from './openapi/api-response-schema.js';
import { ReadyChecks } from '../observability/ready-checks.js';

const readiness = z.object({
  status: z.enum(['ok', 'error', 'shutting_down']),
  parts: z.record(z.string(), z.looseObject({ status: z.enum(['up', 'down']) })),
});

@Controller('api/health')
@Allow(['anyone'])
export class HealthController implements BeforeApplicationShutdown {
  private isStopping = false;

  constructor(private readonly checks: ReadyChecks) {}

  beforeApplicationShutdown(): void {
    this.isStopping = true;
  }

  /** The process runs and answers; says nothing of what it depends on. */
  @ApiResponseSchema(z.object({ status: z.literal('ok') }))
  @Get('live')
  live() {
    return { status: 'ok' };
  }

  /** 503 while any part cannot work; the body names each. */
  @ApiResponseSchema(readiness, { statuses: [200, 503] })
  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const states = await this.checks.states();
    const isUp = states.every(([, { up }]) => up);
    if (!isUp || this.isStopping) void reply.status(503).header('retry-after', '2');
    return {
      status: this.isStopping ? 'shutting_down' : isUp ? 'ok' : 'error',
      parts: Object.fromEntries(
        states.map(([name, { up, ...details }]) => [name, { status: up ? 'up' : 'down', ...details }]),
      ),
    };
  }
}

@Module({ imports: [EventStoreModule], controllers: [HealthController] })
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
