import { appendsInFlight, appendSeconds } from '../observability/metrics.js';
import { traceAppend } from '../observability/tracing/tracing.js';
import {
  type Appended,
  type Direction,
  type EventFilter,
  EventStore,
  type ExpectedRevision,
  type NewEvent,
  type StoredEvent,
  type SubscribeOptions,
  type SubscriptionMessage,
} from './event-store.js';

const STORED = { outcome: 'stored' };

/** Any event store, with its appends measured and guarded. */
export class InstrumentedEventStore extends EventStore {
  constructor(private readonly store: EventStore) {
    super();
  }

  override async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    const start = performance.now();
    appendsInFlight.inc();
    try {
      await this.passAppendGuard();
      const appended = await traceAppend(stream, events, () => this.store.append(stream, expected, events));
      appendSeconds.observe(STORED, (performance.now() - start) / 1_000);
      return appended;
    } catch (error) {
      const outcome = error instanceof Error ? error.constructor.name : 'unknown';
      appendSeconds.observe({ outcome }, (performance.now() - start) / 1_000);
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

  override async assertWritable(): Promise<void> {
    await this.passAppendGuard();
    await this.store.assertWritable();
  }

  override compare(a: string, b: string): number {
    return this.store.compare(a, b);
  }

  override close(): Promise<void> {
    return this.store.close();
  }
}
