import { type DynamicModule, Global, Module, type Provider } from '@nestjs/common';
import { Clock } from './clock.js';
import { AppConfig, type Environment } from './environment.js';

@Global()
@Module({})
export class ConfigModule {
  /** `opened` are values that exist before the application, such as the event store. */
  static with(environment: Environment, clock: Clock, opened: readonly Provider[] = []): DynamicModule {
    return {
      module: ConfigModule,
      providers: [{ provide: AppConfig, useValue: environment }, { provide: Clock, useValue: clock }, ...opened],
      exports: [AppConfig, Clock, ...opened],
    };
  }
}
