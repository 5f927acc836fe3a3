import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ServerLog } from '../observability/server-log.js';
import { channelRestMs, nextAttemptMs } from './retry-policy.js';
import { ChannelDown, type OutboxChannel, TryLater, Undeliverable } from './outbox.js';
import { outboxDeliveries } from './outbox-metrics.js';
import { type ClaimedItem, Outbox } from './outbox.repository.js';

const POLL_MS = 5_000;
/** Deliveries of a channel at a time. */
const BATCH = 4;
/** A delivery that hangs must end before its claim does. */
const DELIVERY_MS = 60_000;
const STOP_MS = 3_000;

/** Delivers the items of the outbox, each at least once. A lost answer repeats a delivery. */
@Injectable()
export class Courier implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly channels = new Map<string, ChannelRound>();
  private readonly stop = new AbortController();

  constructor(
    private readonly outbox: Outbox,
    private readonly log: ServerLog,
  ) {}

  /** Called before the application starts. */
  add(channel: OutboxChannel): void {
    this.channels.set(channel.name, new ChannelRound(channel, this.outbox, this.log, this.stop.signal));
  }

  onApplicationBootstrap(): void {
    for (const round of this.channels.values()) round.start();
    this.outbox.onArrival(() => {
      for (const round of this.channels.values()) round.wake();
    });
  }

  /** Deliveries under way may end; others wait for the next start. */
  async onApplicationShutdown(): Promise<void> {
    this.stop.abort();
    const late = new Promise<void>((done) => setTimeout(done, STOP_MS).unref());
    await Promise.race([Promise.all([...this.channels.values()].map((round) => round.idle())), late]);
  }

  /** Delivers what is due now, without waiting for the next poll. */
  async deliverDue(): Promise<void> {
    await Promise.all([...this.channels.values()].map((round) => round.run()));
  }
}

/** The rounds of one channel, one at a time. */
class ChannelRound {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;
  private isAskedAgain = false;
  private failures = 0;
  private restsUntil = 0;

  constructor(
    private readonly channel: OutboxChannel,
    private readonly outbox: Outbox,
    private readonly log: ServerLog,
    private readonly signal: AbortSignal,
  ) {}

  start(): void {
    this.timer = setInterval(() => this.wake(), POLL_MS).unref();
    this.signal.addEventListener('abort', () => clearInterval(this.timer));
    this.wake();
  }

  wake(): void {
    if (this.signal.aborted || Date.now() < this.restsUntil) return;
    void this.run();
  }

  idle(): Promise<void> {
    return this.running ?? Promise.resolve();
  }

  /** A call during a round makes one more round follow it. */
  run(): Promise<void> {
    this.isAskedAgain = true;
    return (this.running ??= this.rounds());
  }

  private async rounds(): Promise<void> {
    try {
      while (this.isAskedAgain && !this.signal.aborted) {
        this.isAskedAgain = false;
        let items = await this.outbox.claim(this.channel.name, BATCH);
        while (items.length > 0 && (await this.deliverAll(items)) && !this.signal.aborted)
          items = await this.outbox.claim(this.channel.name, BATCH);
      }
    } catch (error) {
      // Items stay claimed for a while and are due again afterwards.
      this.log.warn('outbox unavailable', { channel: this.channel.name, error: String(error) });
    } finally {
      // At once, because a call that comes after the last look must begin a round of its own.
      this.running = null;
    }
  }

  /** False = the channel takes nothing now. */
  private async deliverAll(items: readonly ClaimedItem[]): Promise<boolean> {
    const outages = await Promise.all(items.map((item) => this.deliver(item)));
    await this.outbox.release(items.filter((_, index) => outages[index] !== null));
    const reason = outages.find((outage) => outage !== null)?.message;
    if (reason === undefined) {
      this.failures = 0;
      return true;
    }
    const restMs = channelRestMs(this.failures++);
    this.restsUntil = Date.now() + restMs;
    outboxDeliveries.inc({ channel: this.channel.name, outcome: 'down' });
    this.log.warn('outbox channel down', { channel: this.channel.name, reason, restMs: Math.round(restMs) });
    return false;
  }

  /** Null = the attempt counts, with whatever outcome. */
  private async deliver(item: ClaimedItem): Promise<ChannelDown | null> {
    try {
      await this.channel.deliver(item, AbortSignal.timeout(DELIVERY_MS));
    } catch (error) {
      if (error instanceof ChannelDown) return error;
      await this.failed(item, error);
      return null;
    }
    outboxDeliveries.inc({ channel: this.channel.name, outcome: 'delivered' });
    await this.outbox.delivered(item);
    return null;
  }

  private async failed(item: ClaimedItem, error: unknown): Promise<void> {
    const attempts = item.attempts + 1;
    const isFinal = error instanceof Undeliverable;
    const isExpected = isFinal || error instanceof TryLater;
    if (!isExpected) this.log.error(error, 'Outbox');
    const words = isExpected ? error.message : 'unexpected error';
    const ms = nextAttemptMs(attempts, isFinal ? 'undeliverable' : 'temporary');
    outboxDeliveries.inc({ channel: this.channel.name, outcome: ms === null ? 'dead' : 'retried' });
    if (ms === null) await this.outbox.dead(item, words);
    else await this.outbox.retryLater(item, attempts, ms, words);
  }
}
