import type { DomainEvent } from '../events/schemas.js';
import { decodeOnce } from './codec.js';
import type { Decider } from './decider.js';
import type { Appended, EventStore, ExpectedRevision, NewEvent } from './event-store.js';

export interface Loaded<State> {
  /** Never changed: others are given the same. */
  state: State;
  expected: ExpectedRevision;
  /** Position of the stream's last event; null = it has none. */
  position: string | null;
  /** Id of the stream's last event; null = it has none. */
  eventId: string | null;
}

interface Kept<State> {
  loaded: Loaded<State>;
  /** Written by this process and not folded yet: most of it is never asked for again. */
  unfolded: readonly NewEvent[];
  foldedAt: number;
}

interface Read<State> {
  now: Promise<Loaded<State>>;
  /** Begins when `now` has ended; for whoever asked meanwhile. */
  next: Promise<Loaded<State>> | null;
}

const MOST = 4_096;
/** Then a stream is folded anew: a history put back to an earlier state beneath a running server is not contradicted for longer. */
const BELIEVED_MS = 60_000;

const nextRevision = (expected: ExpectedRevision) => (expected === 'no-stream' ? 0 : expected + 1);

/**
 * Streams of one kind, folded. What is kept was true at its revision and stays so; whether more has come since, only the store can tell.
 */
export class FoldedStreams<State, Event extends DomainEvent> {
  private readonly kept = new Map<string, Kept<State>>();
  private readonly reads = new Map<string, Read<State>>();

  /** `now` in milliseconds; any steady clock. */
  constructor(
    private readonly store: EventStore,
    private readonly decider: Decider<State, Event>,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** What is remembered, without asking; null = nothing. Another writer may have gone on since. */
  recall(stream: string): Loaded<State> | null {
    const found = this.kept.get(stream);
    if (!found) return null;
    if (this.now() - found.foldedAt >= BELIEVED_MS) {
      this.kept.delete(stream);
      return null;
    }
    if (found.unfolded.length > 0) {
      const events = found.unfolded.map(({ type, data }) => ({ type, data: asStored(data) }) as Event);
      found.unfolded = [];
      found.loaded = {
        ...found.loaded,
        state: events.reduce((state, event) => this.decider.evolve(state, event), found.loaded.state),
      };
    }
    return found.loaded;
  }

  /** A stream without events. */
  empty(): Loaded<State> {
    return { state: this.decider.initialState(), expected: 'no-stream', position: null, eventId: null };
  }

  /** What stands in the store, read after this was called. Those who ask for one stream together share a read. */
  load(stream: string): Promise<Loaded<State>> {
    const read = this.reads.get(stream);
    if (!read) return this.begin(stream);
    const begin = () => this.begin(stream);
    return (read.next ??= read.now.then(begin, begin));
  }

  /** To be told of what was appended right after `before`. */
  appended(stream: string, before: Loaded<State>, events: readonly NewEvent[], { revision, position }: Appended): void {
    const loaded = { ...before, expected: revision, position, eventId: events.at(-1)?.id ?? before.eventId };
    // Only a stream that was empty is known as a whole from now; the others' beginnings were read when they were read.
    const foldedAt = before.expected === 'no-stream' ? this.now() : this.kept.get(stream)?.foldedAt;
    if (foldedAt !== undefined) this.keep(stream, { loaded, unfolded: events, foldedAt });
  }

  /** What is remembered did not hold. */
  forget(stream: string): void {
    this.kept.delete(stream);
  }

  private begin(stream: string): Promise<Loaded<State>> {
    const read: Read<State> = { now: this.catchUp(stream), next: null };
    this.reads.set(stream, read);
    const end = () => void (read.next === null && this.reads.delete(stream));
    read.now.then(end, end);
    return read.now;
  }

  private async catchUp(stream: string): Promise<Loaded<State>> {
    const before = this.recall(stream);
    const foldedAt = (before && this.kept.get(stream)?.foldedAt) ?? this.now();
    const loaded = { ...(before ?? this.empty()) };
    for await (const stored of this.store.read(stream, { from: nextRevision(loaded.expected) })) {
      loaded.state = this.decider.evolve(loaded.state, decodeOnce(stored) as unknown as Event);
      loaded.expected = stored.revision;
      loaded.position = stored.position;
      loaded.eventId = stored.id;
    }
    if (loaded.expected !== (before?.expected ?? 'no-stream')) this.keep(stream, { loaded, unfolded: [], foldedAt });
    return loaded;
  }

  /** The newest stays, those that were kept longest ago go. */
  private keep(stream: string, newer: Kept<State>): void {
    const known = this.kept.get(stream);
    if (known && nextRevision(known.loaded.expected) > nextRevision(newer.loaded.expected)) return;
    this.kept.delete(stream);
    this.kept.set(stream, newer);
    for (const [oldest, { foldedAt }] of this.kept) {
      if (this.kept.size <= MOST && this.now() - foldedAt < BELIEVED_MS) return;
      this.kept.delete(oldest);
    }
  }
}

/** As the store will give it back: what JSON leaves out must not stand in the state either, nor what others may still change. */
function asStored(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(asStored);
  const members = value as Record<string, unknown>;
  const stored: Record<string, unknown> = {};
  for (const name of Object.keys(members)) if (members[name] !== undefined) stored[name] = asStored(members[name]);
  return stored;
}
