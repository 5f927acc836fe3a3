import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Clock } from './clock.js';
import { AppConfig, type Environment } from './environment.js';

@Global()
@Module({})
export class ConfigModule {
  static with(environment: Environment, clock: Clock): DynamicModule {
    return {
      module: ConfigModule,
      providers: [
        { provide: AppConfig, useValue: environment },
        { provide: Clock, useValue: clock },
      ],
      exports: [AppConfig, Clock],
    };
  }
}
