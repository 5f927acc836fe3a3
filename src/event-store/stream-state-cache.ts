import { LRUCache } from 'lru-cache';
import type { DomainEvent } from '../events/schemas.js';
import type { Decider } from './decider.js';
import { type Appended, decodeOnce, type EventStore, type ExpectedRevision, type NewEvent } from './event-store.js';

/** The state of a stream and where it was read. It is shared: nobody changes it. */
export interface Loaded<State> {
  state: State;
  expected: ExpectedRevision;
  /** Position of the stream's last event; null = it has none. */
  position: string | null;
}

interface Entry<State> {
  loaded: Loaded<State>;
  foldedAt: number;
}

const MAX_ENTRIES = 4_096;
/** Limits how long a history that was restored beneath a running server goes unnoticed. */
const TTL_MS = 60_000;

const nextRevision = (expected: ExpectedRevision) => (expected === 'no-stream' ? 0 : expected + 1);

/** Folded streams of one decider. A cached state is correct for its revision but may be behind the store. */
export class StreamStateCache<State, Event extends DomainEvent> {
  private readonly entries = new LRUCache<string, Entry<State>>({ max: MAX_ENTRIES });
  /** A read that is evicted while it runs is only not shared any more. */
  private readonly reads = new LRUCache<string, CoalescedRead<Loaded<State>>>({ max: MAX_ENTRIES });

  /** `now` in milliseconds; any steady clock. */
  constructor(
    private readonly store: EventStore,
    private readonly decider: Decider<State, Event>,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** The cached state; it may be behind the store. */
  get(stream: string): Loaded<State> | undefined {
    return this.entry(stream)?.loaded;
  }

  /** The stored state, read after this call. Concurrent calls share one read. */
  load(stream: string): Promise<Loaded<State>> {
    const read = this.reads.get(stream) ?? new CoalescedRead(() => this.read(stream));
    this.reads.set(stream, read);
    return read.run();
  }

  /** Folds what this process appended after `before`. */
  appended(stream: string, before: Loaded<State>, events: readonly NewEvent[], { revision, position }: Appended): void {
    const foldedAt = before.expected === 'no-stream' ? this.now() : this.entry(stream)?.foldedAt;
    if (foldedAt === undefined) return;
    // The state must hold what a load would give: JSON leaves out undefined members.
    const stored = JSON.parse(JSON.stringify(events.map(({ type, data }) => ({ type, data })))) as Event[];
    const state = stored.reduce((folded, event) => this.decider.evolve(folded, event), before.state);
    this.set(stream, { loaded: { state, expected: revision, position }, foldedAt });
  }

  private entry(stream: string): Entry<State> | undefined {
    const entry = this.entries.get(stream);
    return entry && this.now() - entry.foldedAt < TTL_MS ? entry : undefined;
  }

  private async read(stream: string): Promise<Loaded<State>> {
    const { loaded: known, foldedAt = this.now() } = this.entry(stream) ?? {};
    const loaded: Loaded<State> = known
      ? { ...known }
      : { state: this.decider.initialState(), expected: 'no-stream', position: null };
    for await (const stored of this.store.read(stream, { from: nextRevision(loaded.expected) })) {
      loaded.state = this.decider.evolve(loaded.state, decodeOnce(stored) as unknown as Event);
      loaded.expected = stored.revision;
      loaded.position = stored.position;
    }
    if (loaded.expected !== 'no-stream') this.set(stream, { loaded, foldedAt });
    return loaded;
  }

  private set(stream: string, newer: Entry<State>): void {
    const known = this.entry(stream);
    if (known && nextRevision(known.loaded.expected) > nextRevision(newer.loaded.expected)) return;
    this.entries.set(stream, newer);
  }
}

/** One read at a time. Callers that come during a read share the next one, which may see what was written meanwhile. */
export class CoalescedRead<Result = void> {
  private running: Promise<unknown> = Promise.resolve();
  private next: Promise<Result> | null = null;

  constructor(private readonly read: () => Promise<Result>) {}

  /** A read that begins after this call. */
  run(): Promise<Result> {
    this.next ??= this.running.then(() => {
      this.next = null;
      const read = this.read();
      this.running = read.catch(() => undefined);
      return read;
    });
    return this.next;
  }
}
