import { setMaxListeners } from 'node:events';
import {
  type Appended,
  type Direction,
  type EventFilter,
  EventStore,
  type ExpectedRevision,
  InvalidEvent,
  type NewEvent,
  type StoredEvent,
  StoreUnavailable,
  type SubscribeOptions,
  type SubscriptionMessage,
} from '../event-store.js';
import { isFinal } from './append-answer.js';
import { BatchAppends } from './batch-appends.js';
import type { StoreLog } from './connection.js';
import { Connections } from './connections.js';
import { outgoing } from './outgoing.js';
import { Patience } from './patience.js';
import { comparePositions, parsePosition, printPosition } from './position.js';
import { Reads } from './reads.js';
import { Subscription } from './subscription.js';
import type { Timing } from './timing.js';

/** The history in an EventStoreDB 23.10 or newer, one node or a cluster. Make one with openEventStoreDb. */
export class EventStoreDbEventStore extends EventStore {
  private readonly connections: Connections;
  private readonly appends: BatchAppends;
  private readonly reads: Reads;
  private readonly closing = new AbortController();

  constructor(
    url: string,
    log: StoreLog,
    private readonly timing: Timing,
  ) {
    super();
    setMaxListeners(0, this.closing.signal);
    this.connections = new Connections(url, log, timing);
    this.appends = new BatchAppends(this.connections.main);
    this.reads = new Reads(this.connections.main, this.closing.signal);
  }

  /** What is neither done nor refused is tried again with the same ids and revision: the server knows them. */
  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    const checked = outgoing(stream, expected, events);
    const patience = new Patience(this.timing);
    for (;;) {
      if (this.closing.signal.aborted) throw new StoreUnavailable('the event store is closed');
      try {
        const ms = patience.atMost(this.timing.appendTimeoutMs);
        const success = await this.appends.send(checked, ms, this.closing.signal);
        this.connections.main.worked();
        const revision = Number(success.getCurrentRevision());
        const at = success.getPosition();
        if (!at) return { revision, position: await this.positionOf(stream, revision) };
        return { revision, position: printPosition(at.getCommitPosition(), at.getPreparePosition()) };
      } catch (error) {
        if (isFinal(error)) throw error;
        this.connections.main.failed(error);
        await patience.pause(error, this.closing.signal);
      }
    }
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
    const connection = this.connections.join();
    try {
      const either = AbortSignal.any([signal, this.closing.signal]);
      yield* new Subscription(connection, after ?? null, filter, either).messages();
    } finally {
      this.connections.leave(connection);
    }
    if (!signal.aborted) throw new StoreUnavailable('the event store is closed');
  }

  async head(): Promise<string | null> {
    for await (const { position } of this.reads.all(null, 'backwards', 1, {})) return position;
    return null;
  }

  compare(a: string, b: string): number {
    return comparePositions(a, b);
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.connections.close();
  }

  /** A repeat may be answered without a position. */
  private async positionOf(stream: string, revision: number): Promise<string> {
    for await (const event of this.reads.stream(stream, revision, 'forwards', 1)) {
      if (event.revision === revision) return event.position;
    }
    throw new InvalidEvent(
      `stream ${stream} was deleted after the append: its event ${revision} cannot be read any more`,
    );
  }
}
