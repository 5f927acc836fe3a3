import { Injectable, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { ServerLog } from '../server-log.js';
import { startTracing } from './start-tracing.js';
import type { Tracing } from './tracing.js';

@Injectable()
class TracingLife implements OnModuleInit, OnApplicationShutdown {
  private tracing: Tracing | null = null;

  constructor(private readonly log: ServerLog) {}

  async onModuleInit(): Promise<void> {
    this.tracing = await startTracing(process.env, this.log);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.tracing?.close();
  }
}

/** Traces from the first request to the last, when the standard OTEL_ settings name a collector. */
@Module({ providers: [TracingLife] })
export class TracingModule {}
