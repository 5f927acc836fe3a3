import { setMaxListeners } from 'node:events';
import {
  type Appended,
  type Direction,
  type EventFilter,
  EventStore,
  InvalidEvent,
  type StoredEvent,
  StoreMisconfigured,
  StoreUnavailable,
  type SubscribeOptions,
  type SubscriptionMessage,
  type ValidAppend,
} from '../event-store.js';
import { BatchAppends } from './appends.js';
import { Connection, ConnectionPool, type StoreLog } from './connection.js';
import { HistorySeal, HistorySealed } from './history-seal.js';
import { comparePositions, isFinal, parsePosition, printPosition, toProto } from './messages.js';
import { Reads, Subscription } from './reads.js';
import { defaultTiming, RetryPolicy, type Timing } from './retry-policy.js';

export interface EventStoreDbOptions {
  /** `esdb://host:2113?tls=false`; with several hosts the leader among them is found. */
  url: string;
  log: StoreLog;
  timing?: Partial<Timing>;
  /** True for moves between stores, which write into a sealed history. */
  ignoresSeal?: boolean;
}

/** Opens the store without waiting for the server. Errors: StoreMisconfigured, BadEventStoreDbAddress. */
export async function openEventStoreDb({
  url,
  log,
  timing,
  ignoresSeal = false,
}: EventStoreDbOptions): Promise<EventStoreDbEventStore> {
  return new EventStoreDbEventStore(url, log, { ...defaultTiming, ...timing }, ignoresSeal);
}

/** The history in an EventStoreDB 23.10 or newer, one node or a cluster. */
export class EventStoreDbEventStore extends EventStore {
  private readonly connections: ConnectionPool;
  private readonly appends: BatchAppends;
  private readonly reads: Reads;
  private readonly seal: HistorySeal;
  private readonly closing = new AbortController();

  constructor(
    url: string,
    log: StoreLog,
    private readonly timing: Timing,
    private readonly ignoresSeal: boolean,
  ) {
    super();
    setMaxListeners(0, this.closing.signal);
    this.connections = new ConnectionPool(() => new Connection(url, log, timing));
    this.appends = new BatchAppends(this.connections.main);
    this.reads = new Reads(this.connections.main, this.closing.signal);
    this.seal = new HistorySeal(this.reads, this.appends);
  }

  /** An append that is neither done nor refused is repeated with the same ids and revision, which the server knows. */
  protected override async write(append: ValidAppend): Promise<Appended> {
    const { stream } = append;
    const message = toProto(append);
    return this.withRetry(async (ms) => {
      const end = performance.now() + ms;
      if (!this.ignoresSeal) await this.seal.assertOpen(ms);
      const success = await this.appends.send(message, end - performance.now(), this.closing.signal);
      const revision = Number(success.getCurrentRevision());
      const at = success.getPosition();
      if (!at) return { revision, position: await this.positionOf(stream, revision) };
      return { revision, position: printPosition(at.getCommitPosition(), at.getPreparePosition()) };
    });
  }

  async *read(
    stream: string,
    { from, direction = 'forwards', max = Infinity }: { from?: number; direction?: Direction; max?: number } = {},
  ): AsyncIterable<StoredEvent> {
    yield* this.reads.stream(stream, from ?? null, direction, max);
  }

  async *readAll({
    from,
    direction = 'forwards',
    max = Infinity,
    filter = {},
  }: { from?: string; direction?: Direction; max?: number; filter?: EventFilter } = {}): AsyncIterable<StoredEvent> {
    if (from !== undefined) parsePosition(from);
    yield* this.reads.all(from ?? null, direction, max, filter);
  }

  async *subscribe({ after, filter = {}, signal }: SubscribeOptions): AsyncIterable<SubscriptionMessage> {
    if (after !== undefined && after !== null) parsePosition(after);
    if (signal.aborted) return;
    const connection = this.connections.acquire();
    try {
      const either = AbortSignal.any([signal, this.closing.signal]);
      yield* new Subscription(connection, after ?? null, filter, either).messages();
    } finally {
      this.connections.release(connection);
    }
    if (!signal.aborted) throw new StoreUnavailable('the event store is closed');
  }

  async head(): Promise<string | null> {
    for await (const { position } of this.reads.all(null, 'backwards', 1, {})) return position;
    return null;
  }

  override async assertWritable(): Promise<void> {
    await this.passAppendGuard();
    await this.withRetry((ms) => this.seal.assertOpen(ms));
  }

  /** Refuses a moved history at the start; a server that does not answer yet is checked before its first append. */
  async assertNotMoved(): Promise<void> {
    try {
      if (!(await this.withRetry(async (ms) => (await this.seal.read(ms)).isSealed, this.timing.appendTimeoutMs)))
        return;
    } catch (error) {
      if (error instanceof StoreUnavailable && !(error instanceof StoreMisconfigured)) return;
      await this.close();
      throw error;
    }
    await this.close();
    throw new StoreMisconfigured(
      'The history of this EventStoreDB has moved to another store, or a move into it has not ended: set EVENTSTORE_URL or DATABASE_URL to where it is now.',
    );
  }

  isSealed(): Promise<boolean> {
    return this.withRetry(async (ms) => (await this.seal.read(ms)).isSealed);
  }

  /** Marks the history as moved, for all servers, or takes the mark back. Servers notice within `SEAL_NOTICE_MS`. */
  setSealed(isSealed: boolean): Promise<void> {
    return this.withRetry((ms) => this.seal.set(isSealed, ms));
  }

  compare(a: string, b: string): number {
    return comparePositions(a, b);
  }

  async close(): Promise<void> {
    this.closing.abort();
    this.connections.close();
  }

  /** Repeats an attempt until it succeeds, is refused for good, or the time is up. */
  private async withRetry<Result>(
    attempt: (ms: number) => Promise<Result>,
    giveUpAfterMs = this.timing.giveUpAfterMs,
  ): Promise<Result> {
    const { main } = this.connections;
    const { since, leave } = await main.outage.enter(giveUpAfterMs);
    const policy = new RetryPolicy(this.timing, giveUpAfterMs, since);
    try {
      for (;;) {
        if (this.closing.signal.aborted) throw new StoreUnavailable('the event store is closed');
        const startedAt = performance.now();
        try {
          const result = await attempt(policy.attemptMs(this.timing.appendTimeoutMs));
          main.worked();
          return result;
        } catch (error) {
          if (isFinal(error) || error instanceof HistorySealed) {
            main.worked();
            throw error;
          }
          await policy.pause(await main.failed(error, startedAt), this.closing.signal);
        }
      }
    } finally {
      leave();
    }
  }

  /** A repeated append may be answered without a position. */
  private async positionOf(stream: string, revision: number): Promise<string> {
    for await (const event of this.reads.stream(stream, revision, 'forwards', 1)) {
      if (event.revision === revision) return event.position;
    }
    throw new InvalidEvent(`stream ${stream} was deleted after the append, so its event ${revision} cannot be read`);
  }
}
