import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { metrics } from './metrics.js';
import { ReadyChecks } from './ready-checks.js';

let shown: ReadyChecks | null = null;

export const partUp = new Gauge({
  name: 'qorzhyn_part_up',
  help: '1 while a part of the server can do its work, asked at each reading, as in /api/health/ready',
  labelNames: ['part'],
  registers: [metrics],
  async collect() {
    this.reset();
    for (const [part, { up }] of (await shown?.states()) ?? []) this.set({ part }, up ? 1 : 0);
  },
});

/** A server that nobody asks anything shows by this alone that its database hangs. */
@Injectable()
export class PartMetrics implements OnModuleInit, OnModuleDestroy {
  constructor(private readonly checks: ReadyChecks) {}

  onModuleInit(): void {
    shown = this.checks;
  }

  onModuleDestroy(): void {
    if (shown === this.checks) shown = null;
  }
}
