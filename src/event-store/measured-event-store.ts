import { appendsInFlight, appendSeconds } from '../http/metrics/metrics.js';
import { traceAppend } from '../tracing/tracing.js';
import {
  type Appended,
  type AppendKey,
  type Direction,
  type EventFilter,
  EventStore,
  type ExpectedRevision,
  type NewEvent,
  type StoredEvent,
  type SubscribeOptions,
  type SubscriptionMessage,
} from './event-store.js';

/** Any event store, with its appends timed. */
export class MeasuredEventStore extends EventStore {
  constructor(private readonly store: EventStore) {
    super();
  }

  override get takesKeys(): boolean {
    return this.store.takesKeys;
  }

  override async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
    key?: AppendKey,
  ): Promise<Appended> {
    const stop = appendSeconds.startTimer();
    appendsInFlight.inc();
    try {
      const appended = await traceAppend(stream, events, () => this.store.append(stream, expected, events, key));
      stop({ outcome: 'stored' });
      return appended;
    } catch (error) {
      stop({ outcome: error instanceof Error ? error.constructor.name : 'unknown' });
      throw error;
    } finally {
      appendsInFlight.dec();
    }
  }

  override read(
    stream: string,
    options?: { from?: number; direction?: Direction; max?: number },
  ): AsyncIterable<StoredEvent> {
    return this.store.read(stream, options);
  }

  override readAll(options?: {
    from?: string;
    direction?: Direction;
    max?: number;
    filter?: EventFilter;
  }): AsyncIterable<StoredEvent> {
    return this.store.readAll(options);
  }

  override subscribe(options: SubscribeOptions): AsyncIterable<SubscriptionMessage> {
    return this.store.subscribe(options);
  }

  override head(): Promise<string | null> {
    return this.store.head();
  }

  override compare(a: string, b: string): number {
    return this.store.compare(a, b);
  }

  override close(): Promise<void> {
    return this.store.close();
  }
}
