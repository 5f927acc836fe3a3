import { LRUCache } from 'lru-cache';
import type { DomainEvent } from '../events/schemas.js';
import { CoalescedRead } from './coalesced-read.js';
import type { Decider, Folded } from './decider.js';
import { type Appended, decodeUncached, type EventStore, type ExpectedRevision, type NewEvent } from './event-store.js';

/** The state of a stream and where it was read. It is shared: nobody changes it. */
export interface Loaded<State> {
  state: State;
  expected: ExpectedRevision;
  /** Position of the stream's last event; null = it has none. */
  position: string | null;
}

const MAX_ENTRIES = 4_096;
/** Limits how long a history that was restored beneath a running server goes unnoticed. */
const TTL_MS = 60_000;

const nextRevision = (expected: ExpectedRevision) => (expected === 'no-stream' ? 0 : expected + 1);

/** Folded streams of one decider. A cached state is correct for its revision but may be behind the store. */
export class StreamStateCache<State, Event extends DomainEvent> {
  /** An update does not extend the time to live of a state. */
  private readonly entries: LRUCache<string, Loaded<State>>;
  /** Eviction of a running read is harmless: it only ends the sharing. */
  private readonly reads = new LRUCache<string, CoalescedRead<Loaded<State>>>({ max: MAX_ENTRIES });

  /** `clock` is monotonic, in milliseconds above 0. */
  constructor(
    private readonly store: EventStore,
    private readonly decider: Decider<State, Event>,
    clock: { now(): number } = performance,
  ) {
    const ttl = { ttl: TTL_MS, ttlResolution: 0, noUpdateTTL: true, perf: clock };
    this.entries = new LRUCache({ max: MAX_ENTRIES, ...ttl });
  }

  /** The cached state; it may be behind the store. */
  get(stream: string): Loaded<State> | undefined {
    return this.entries.get(stream);
  }

  /** The stored state, read after this call. Concurrent calls share one read. */
  load(stream: string): Promise<Loaded<State>> {
    const read = this.reads.get(stream) ?? new CoalescedRead(() => this.read(stream));
    this.reads.set(stream, read);
    return read.run();
  }

  /** Folds the events that this process appended after `before` into the cached state. */
  appended(stream: string, before: Loaded<State>, events: readonly NewEvent[], { revision, position }: Appended): void {
    if (before.expected !== 'no-stream' && !this.entries.has(stream)) return;
    // The state must hold what a load would give: JSON leaves out undefined members.
    const stored = JSON.parse(JSON.stringify(events)) as Folded<Event>[];
    const state = stored.reduce((folded, event) => this.decider.evolve(folded, event), before.state);
    this.setIfNewer(stream, { state, expected: revision, position });
  }

  private async read(stream: string): Promise<Loaded<State>> {
    const known = this.get(stream);
    const empty = { state: this.decider.initialState(), expected: 'no-stream' as const, position: null };
    const loaded: Loaded<State> = { ...(known ?? empty) };
    for await (const stored of this.store.read(stream, { from: nextRevision(loaded.expected) })) {
      loaded.state = this.decider.evolve(loaded.state, decodeUncached(stored) as unknown as Folded<Event>);
      loaded.expected = stored.revision;
      loaded.position = stored.position;
    }
    // A state that expired during the read would begin a new time to live.
    const isExpired = known !== undefined && !this.entries.has(stream);
    if (loaded.expected !== 'no-stream' && !isExpired) this.setIfNewer(stream, loaded);
    return loaded;
  }

  private setIfNewer(stream: string, newer: Loaded<State>): void {
    const known = this.get(stream);
    if (!known || nextRevision(known.expected) <= nextRevision(newer.expected)) this.entries.set(stream, newer);
  }
}
