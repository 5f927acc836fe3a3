import { type DynamicModule, Injectable, Module, type OnModuleDestroy } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Pool } from 'pg';
import { Gauge } from 'prom-client';
import { DataSource } from 'typeorm';
import { metrics } from '../observability/metrics.js';
import { EndTimedOut } from './end-timed-out.js';

const pools = new Set<Pool>();

export const poolConnections = new Gauge({
  name: 'qorzhyn_pool_connections',
  help: 'Connections of the database pool by state (busy, idle), and requests that wait for one (waiting)',
  labelNames: ['state'],
  registers: [metrics],
  collect() {
    for (const state of ['busy', 'idle', 'waiting']) this.set({ state }, 0);
    for (const { totalCount, idleCount, waitingCount } of pools) {
      this.inc({ state: 'busy' }, totalCount - idleCount);
      this.inc({ state: 'idle' }, idleCount);
      this.inc({ state: 'waiting' }, waitingCount);
    }
  },
});

/** Reports the pool of this server while it runs. */
@Injectable()
class PoolMetrics implements OnModuleDestroy {
  private readonly pool: Pool;

  constructor(source: DataSource) {
    this.pool = (source.driver as unknown as { master: Pool }).master;
    pools.add(this.pool);
  }

  onModuleDestroy(): void {
    pools.delete(this.pool);
  }
}

/** The server's own connection pool. Repositories come from `TypeOrmModule.forFeature`, plain SQL from `DataSource`. */
@Module({})
export class DatabaseModule {
  static at(url: string): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRoot({
          type: 'postgres',
          url,
          autoLoadEntities: true,
          subscribers: [EndTimedOut],
          retryAttempts: 3,
          applicationName: 'qorzhyn',
          // Together under six seconds. A hanging PostgreSQL cannot enforce its own limit, so the client has one too.
          connectTimeoutMS: 1_500,
          // A process that is stopped in a transaction must release its locks.
          extra: {
            max: 20,
            statement_timeout: 3_900,
            query_timeout: 4_000,
            idle_in_transaction_session_timeout: 4_000,
          },
          poolErrorHandler: () => undefined,
        }),
      ],
      providers: [PoolMetrics],
      exports: [TypeOrmModule],
    };
  }
}
