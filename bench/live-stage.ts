import { setTimeout as pause } from 'node:timers/promises';
import { RpcProcess } from './rpc-process.js';
import type { Ground } from './ground.js';
import { CHALLENGE } from './live-messages.js';
import { mustHold } from './measure.js';

export type Kind = 'ours' | 'stock' | 'preFramed';

const GIVE_UP_MS = 120_000;

export interface Report {
  deliveries: number;
  sockets: number;
  /** How many sockets are at each number. */
  numbers: Record<string, number>;
  lost: number;
  outOfOrder: number;
  watches: number;
  p50: number;
  p99: number;
  slowest: number;
}

/** One server and those who watch it, each in a process of its own. */
export class LiveStage {
  count = 0;
  /** Processor ms that the server uses in a ms in which nothing changes. */
  private idle = 0;

  private constructor(
    readonly kind: Kind,
    readonly server: RpcProcess,
    readonly crowd: RpcProcess,
    readonly port: number,
    private seq: number,
  ) {}

  static async start(kind: Kind, ground: Pick<Ground, 'database'>): Promise<LiveStage> {
    const server = RpcProcess.start(kind === 'ours' ? 'live-server.ts' : 'live-peers.ts');
    const crowd = RpcProcess.start('live-client.ts');
    try {
      const { appUrl, adminUrl } = kind === 'ours' ? await ground.database() : { appUrl: '', adminUrl: '' };
      const port = await server.call<number>('start', { kind, databaseUrl: appUrl, adminUrl });
      return new LiveStage(kind, server, crowd, port, await server.call<number>('seq'));
    } catch (error) {
      await Promise.all([server.stop(), crowd.stop()]);
      throw error;
    }
  }

  /** So many sockets more, each with its board. */
  async open(count: number): Promise<void> {
    this.count += count;
    const speaks = this.kind === 'preFramed' ? 'bare' : 'live';
    await this.within(this.crowd.call('open', { port: this.port, speaks, challengeId: CHALLENGE, count }));
  }

  /** Measures what the server uses by itself, for so many ms. */
  async rest(ms: number): Promise<void> {
    const before = await this.server.call<number>('used');
    const started = performance.now();
    await pause(ms);
    this.idle = ((await this.server.call<number>('used')) - before) / (performance.now() - started);
  }

  /**
   * Changes one after another: the next when everybody has the last and `restMs` have passed since it was sent. Gives the processor ms that
   * the server used for each delivery, above what it uses by itself, and what the sockets heard.
   */
  async changes(count: number, restMs: number): Promise<{ perDelivery: number; report: Report }> {
    const sentAt: Record<number, number> = {};
    const before = await this.server.call<number>('used');
    const started = performance.now();
    for (let n = 0; n < count; n += 1) {
      this.seq += 1;
      sentAt[this.seq] = await this.server.call<number>('change', { seq: this.seq });
      const rest = pause(restMs);
      await this.within(this.crowd.call('reach', { seq: this.seq }));
      await rest;
    }
    const used = (await this.server.call<number>('used')) - before - this.idle * (performance.now() - started);
    const report = await this.crowd.call<Report>('report', { sentAt });
    mustHold(report.deliveries === count * this.count, `${report.deliveries} of ${count * this.count} deliveries came`);
    mustHold(
      report.lost === 0 && report.outOfOrder === 0 && report.sockets === this.count,
      `sockets were lost or out of order: ${JSON.stringify(report)}`,
    );
    return { perDelivery: used / report.deliveries, report };
  }

  /** Ms since the sockets began to connect until all have this number. */
  reached(seq: number): Promise<number> {
    return this.within(this.crowd.call<number>('reach', { seq }));
  }

  report(): Promise<Report> {
    return this.heard({});
  }

  /** What the sockets heard since the last report, of changes that were sent at these instants. */
  heard(sentAt: Record<number, number>): Promise<Report> {
    return this.crowd.call('report', { sentAt });
  }

  async stop(): Promise<void> {
    await Promise.all([this.server.stop(), this.crowd.stop()]);
  }

  /** What never comes voids the figure, and says what came instead. */
  private async within<Value>(promise: Promise<Value>): Promise<Value> {
    const over = new AbortController();
    const late = pause(GIVE_UP_MS, undefined, { signal: over.signal }).then(async () => {
      const heard = JSON.stringify(await this.report());
      throw new Error(`wrong, so nothing is reported: not every socket heard change ${this.seq}: ${heard}`);
    });
    return Promise.race([promise, late]).finally(() => over.abort());
  }
}

/** Stages of two kinds; both are stopped at the end. */
export async function withStages<Value>(
  ground: Pick<Ground, 'database'>,
  kinds: readonly [Kind, Kind],
  use: (ours: LiveStage, anchor: LiveStage) => Promise<Value>,
): Promise<Value> {
  const ours = await LiveStage.start(kinds[0], ground);
  try {
    const anchor = await LiveStage.start(kinds[1], ground);
    try {
      return await use(ours, anchor);
    } finally {
      await anchor.stop();
    }
  } finally {
    await ours.stop();
  }
}
