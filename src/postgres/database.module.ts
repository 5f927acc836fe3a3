import { Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PoolMetrics } from './pool-metrics.js';

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
