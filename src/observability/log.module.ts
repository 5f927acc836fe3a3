import { Global, Module } from '@nestjs/common';
import { AppConfig } from '../config/environment.js';
import { ServerLog } from './server-log.js';

@Global()
@Module({
  providers: [
    { provide: ServerLog, inject: [AppConfig], useFactory: (config: AppConfig) => new ServerLog(config.LOG_LEVEL) },
  ],
  exports: [ServerLog],
})
export class LogModule {}
