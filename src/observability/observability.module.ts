import { Global, Module } from '@nestjs/common';
import { AppConfig } from '../config/environment.js';
import { ReadyChecks } from './ready-checks.js';
import { ServerLog } from './server-log.js';
import { TracingLife } from './tracing/start-tracing.js';

/** Log, ready checks and traces, for every module. */
@Global()
@Module({
  providers: [
    { provide: ServerLog, inject: [AppConfig], useFactory: (config: AppConfig) => new ServerLog(config.LOG_LEVEL) },
    ReadyChecks,
    TracingLife,
  ],
  exports: [ServerLog, ReadyChecks],
})
export class ObservabilityModule {}
