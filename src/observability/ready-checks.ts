import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { metrics } from './metrics.js';

/** State of one part of the server. Details are public: no addresses and no messages. */
export interface PartState {
  up: boolean;
  [detail: string]: string | number | boolean | null;
}

const PATIENCE_MS = 2_000;
/** Anybody may ask, so the parts are asked once in this time at most. The end of a start or an outage shows sooner. */
const FRESH_MS = { up: 1_000, down: 100 };

const running = new Set<ReadyChecks>();

/** Without requests, this alone shows that the database hangs. */
export const partUp = new Gauge({
  name: 'qorzhyn_part_up',
  help: '1 while a part of the server works, checked at each scrape as in /api/health/ready',
  labelNames: ['part'],
  registers: [metrics],
  async collect() {
    this.reset();
    for (const checks of running) for (const [part, { up }] of await checks.states()) this.set({ part }, up ? 1 : 0);
  },
});

/** Parts that must work before the server takes requests. Each part adds itself at its start. */
@Injectable()
export class ReadyChecks implements OnModuleInit, OnModuleDestroy {
  private readonly parts = new Map<string, () => Promise<PartState> | PartState>();
  private latest: Promise<[name: string, state: PartState][]> | null = null;

  onModuleInit(): void {
    running.add(this);
  }

  onModuleDestroy(): void {
    running.delete(this);
  }

  add(name: string, check: () => Promise<PartState> | PartState): void {
    this.parts.set(name, check);
    this.latest = null;
  }

  /** The state of every part, at most a second old. A part that does not answer within two seconds is down. */
  states(): Promise<[name: string, state: PartState][]> {
    return (this.latest ??= this.ask());
  }

  private async ask(): Promise<[name: string, state: PartState][]> {
    const states = [...this.parts].map(async ([name, check]) => [name, await inTime(check)] as [string, PartState]);
    const all = await Promise.all(states);
    const isUp = all.every(([, { up }]) => up);
    setTimeout(() => (this.latest = null), isUp ? FRESH_MS.up : FRESH_MS.down).unref();
    return all;
  }
}

async function inTime(check: () => Promise<PartState> | PartState): Promise<PartState> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<PartState>((done) => {
    timer = setTimeout(() => done({ up: false, reason: 'no answer in time' }), PATIENCE_MS);
  });
  try {
    return await Promise.race([check(), late]);
  } catch {
    return { up: false, reason: 'unreachable' };
  } finally {
    clearTimeout(timer);
  }
}
