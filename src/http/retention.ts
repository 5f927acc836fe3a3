import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ServerLog } from '../observability/server-log.js';

const HOUR_MS = 3_600_000;

/** Deletes what may be stored for a limited time only. Parts add their own deletion; all run at the start and every hour. */
@Injectable()
export class Retention implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly parts: (() => Promise<void>)[] = [];
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly log: ServerLog) {}

  add(part: () => Promise<void>): void {
    this.parts.push(part);
  }

  onApplicationBootstrap(): void {
    const start = () => (this.running = this.run());
    this.timer = setInterval(start, HOUR_MS);
    this.timer.unref();
    void start();
  }

  onModuleDestroy(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    return this.running;
  }

  /** A part that fails is retried in an hour and does not stop the others. */
  async run(): Promise<void> {
    for (const part of this.parts) await part().catch((error: unknown) => this.log.error(error, 'Retention'));
  }
}
