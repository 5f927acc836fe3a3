import { type DynamicModule, Global, Module, type Provider } from '@nestjs/common';
import { Clock } from './clock.js';
import { AppConfig, type Environment } from './environment.js';

@Global()
@Module({})
export class ConfigModule {
  /** `adapters` implement ports of the infrastructure, such as the opened event store. */
  static with(environment: Environment, clock: Clock, adapters: readonly Provider[] = []): DynamicModule {
    return {
      module: ConfigModule,
      providers: [{ provide: AppConfig, useValue: environment }, { provide: Clock, useValue: clock }, ...adapters],
      exports: [AppConfig, Clock, ...adapters],
    };
  }
}
