/** An event to append. Payload and metadata are JSON objects of integers, NFC strings, booleans, null and arrays. */
export interface NewEvent {
  /** UUID; the same id makes a repeated append harmless. Belongs to one stream. */
  id: string;
  type: string;
  data: object;
  metadata: object;
}

/** An event as a store gives it back. `data` and `metadata` are the stored canonical JSON texts, byte for byte. */
export interface StoredEvent {
  id: string;
  type: string;
  stream: string;
  /** Place in the stream, from 0, without gaps. */
  revision: number;
  /** Opaque and ordered inside the store (see `compare`), never assumed dense, never part of a payload. */
  position: string;
  data: string;
  metadata: string;
}

/** The writer expects that the stream has no event, or the revision of its last event. */
export type ExpectedRevision = 'no-stream' | number;

export interface Appended {
  /** Revision of the last event of the append. */
  revision: number;
  position: string;
}

export type Direction = 'forwards' | 'backwards';

export interface EventFilter {
  /** Stream name prefixes, e.g. `action-`; absent = all. */
  streamPrefixes?: readonly string[];
  types?: readonly string[];
}

export type SubscriptionMessage = { kind: 'event'; event: StoredEvent } | { kind: 'caught-up' };

export interface SubscribeOptions {
  /** Exclusive; absent = from the beginning. */
  after?: string | null;
  filter?: EventFilter;
  signal: AbortSignal;
}

/**
 * The history. Events are never changed or removed. Every adapter passes the same suite, test/contract/event-store.contract.ts.
 * Errors: WrongExpectedRevision, StoreUnavailable, UnreadablePosition, InvalidEvent.
 */
export abstract class EventStore {
  /**
   * Writes one or more events atomically. A repeat with the same ids and the same expected revision returns the
   * first result and writes nothing, for ever.
   */
  abstract append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended>;
  /** Events of one stream, from `from` (inclusive). A missing stream is empty. Default: forwards from 0. */
  abstract read(
    stream: string,
    options?: { from?: number; direction?: Direction; max?: number },
  ): AsyncIterable<StoredEvent>;
  /** Events of all streams, from `from` (inclusive). Default: forwards from the beginning; backwards from the end. */
  abstract readAll(options?: {
    from?: string;
    direction?: Direction;
    max?: number;
    filter?: EventFilter;
  }): AsyncIterable<StoredEvent>;
  /**
   * Catches up, says `caught-up`, then follows live; reconnects from its last position until aborted, and only then ends.
   * A position that does not belong to this history is a thrown UnreadablePosition, never a silent wait.
   */
  abstract subscribe(options: SubscribeOptions): AsyncIterable<SubscriptionMessage>;
  /** Position of the last event; null = empty. */
  abstract head(): Promise<string | null>;
  /** Throws StoreUnavailable when no append can succeed now, for example because the history was moved elsewhere. */
  async assertWritable(): Promise<void> {
    await this.head();
  }
  private appendGuard: (() => Promise<void>) | null = null;

  /** Sets a check that has to succeed once before a server appends; its error refuses the append. */
  guardAppends(check: () => Promise<void>): void {
    this.appendGuard = check;
  }

  protected async passAppendGuard(): Promise<void> {
    const check = this.appendGuard;
    if (check === null) return;
    await check();
    if (this.appendGuard === check) this.appendGuard = null;
  }

  /** Negative when `a` is before `b`, 0 when equal. */
  abstract compare(a: string, b: string): number;
  abstract close(): Promise<void>;
}

export class WrongExpectedRevision extends Error {
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    readonly actual: ExpectedRevision,
  ) {
    super(`stream ${stream} is at ${actual}, not at ${expected}`);
  }
}

/** The store did not answer in time or cannot be reached. The append may be written: repeat it with the same ids. */
export class StoreUnavailable extends Error {}

/** The store refuses for a reason that an operator has to mend; the message names the setting. Waiting does not help. */
export class StoreMisconfigured extends StoreUnavailable {}

/** A position that this history does not have: the read model and the log do not belong together. */
export class UnreadablePosition extends Error {}

/** The event cannot be stored as it is: bad id, type, stream name, data or size. */
export class InvalidEvent extends Error {}
