import {
  type Appended,
  type EventFilter,
  EventStore,
  type ReadAllOptions,
  type ReadOptions,
  type StoredEvent,
  type SubscribeOptions,
  type SubscriptionMessage,
  UnreadablePosition,
  type ValidAppend,
  WrongExpectedRevision,
} from '../../src/event-store/event-store.js';

/** An event store in memory; positions are numbers with gaps. */
export class MemoryEventStore extends EventStore {
  readonly events: StoredEvent[] = [];
  private readonly listeners = new Set<() => void>();

  protected override async write(prepared: ValidAppend): Promise<Appended> {
    const { stream, expected } = prepared;
    const first = expected === 'no-stream' ? 0 : expected + 1;
    const own = this.events.filter((event) => event.stream === stream);
    const known = own.slice(first, first + prepared.events.length);
    if (known.length === prepared.events.length && known.every(({ id }, index) => id === prepared.events[index]!.id)) {
      const last = known.at(-1)!;
      return { revision: last.revision, position: last.position };
    }
    const actual = own.length === 0 ? 'no-stream' : own.length - 1;
    if (actual !== expected) throw new WrongExpectedRevision(stream, expected, actual);
    const stored = prepared.events.map((event, index): StoredEvent => ({
      ...event,
      stream,
      revision: own.length + index,
      position: String((this.events.length + index + 1) * 3),
    }));
    this.events.push(...stored);
    for (const notify of this.listeners) notify();
    const last = stored.at(-1)!;
    return { revision: last.revision, position: last.position };
  }

  override async *read(stream: string, { from, direction = 'forwards', max = Infinity }: ReadOptions = {}) {
    const own = this.events.filter((event) => event.stream === stream);
    const wanted =
      direction === 'forwards'
        ? own.filter(({ revision }) => revision >= (from ?? 0))
        : own.filter(({ revision }) => revision <= (from ?? Infinity)).reverse();
    yield* wanted.slice(0, max);
  }

  override async *readAll({ from, direction = 'forwards', max = Infinity, filter }: ReadAllOptions = {}) {
    const matching = this.events.filter((event) => fits(event, filter));
    const wanted =
      direction === 'forwards'
        ? matching.filter(({ position }) => from === undefined || this.compare(position, from) >= 0)
        : matching.filter(({ position }) => from === undefined || this.compare(position, from) <= 0).reverse();
    yield* wanted.slice(0, max);
  }

  override async *subscribe({ after = null, filter, signal }: SubscribeOptions): AsyncGenerator<SubscriptionMessage> {
    let next = 0;
    if (after !== null) {
      next = this.events.findIndex(({ position }) => position === after) + 1;
      if (next === 0) throw new UnreadablePosition(`this history has no position ${after}`);
    }
    let isCaughtUp = false;
    while (!signal.aborted) {
      const event = this.events[next];
      if (event) {
        next += 1;
        if (fits(event, filter)) yield { kind: 'event', event };
      } else if (!isCaughtUp) {
        isCaughtUp = true;
        yield { kind: 'caught-up' };
      } else {
        await this.nextAppend(signal, () => next < this.events.length);
      }
    }
  }

  override head(): Promise<string | null> {
    return Promise.resolve(this.events.at(-1)?.position ?? null);
  }

  override compare(a: string, b: string): number {
    if (!/^\d{1,15}$/.test(a) || !/^\d{1,15}$/.test(b)) throw new UnreadablePosition(`${a} or ${b} is no position`);
    return Number(a) - Number(b);
  }

  override close(): Promise<void> {
    return Promise.resolve();
  }

  private async nextAppend(signal: AbortSignal, isThere: () => boolean): Promise<void> {
    await new Promise<void>((resolve) => {
      const done = () => {
        this.listeners.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.listeners.add(done);
      signal.addEventListener('abort', done);
      if (signal.aborted || isThere()) done();
    });
  }
}

function fits({ stream, type }: StoredEvent, filter?: EventFilter): boolean {
  if (filter?.types && !filter.types.includes(type)) return false;
  return !filter?.streamPrefixes || filter.streamPrefixes.some((prefix) => stream.startsWith(prefix));
}
