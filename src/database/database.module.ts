import { Global, Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

/** The server's own connection pool. Repositories come from `TypeOrmModule.forFeature`, plain SQL from `DataSource`. */
@Global()
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
          connectTimeoutMS: 10_000,
          extra: { max: 20, statement_timeout: 15_000 },
          poolErrorHandler: () => undefined,
        }),
      ],
      exports: [TypeOrmModule],
    };
  }
}
