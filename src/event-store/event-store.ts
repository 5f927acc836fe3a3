import type { EventMetadata, Recorded } from '../events/event.js';
import { type DomainEvent, eventSchemas, type EventType } from '../events/schemas.js';
import { newestVersion, upcast } from '../events/upcasters/upcasters.js';
import { appendSeconds, appendsInFlight } from '../observability/metrics.js';
import { traceAppend } from '../observability/tracing/tracing.js';
import { canonicalJson } from './canonical-json.js';

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

export interface ReadOptions {
  /** Revision, inclusive. */
  from?: number;
  direction?: Direction;
  /** Events at most; absent = all. */
  max?: number;
}

export interface ReadAllOptions {
  /** Position, inclusive. */
  from?: string;
  direction?: Direction;
  max?: number;
  filter?: EventFilter;
}

export interface StoreLog {
  warn(message: string): void;
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
  private appendGuard: (() => Promise<void>) | null = null;

  /**
   * Writes one or more events atomically. A repeat with the same ids and the same expected revision returns the
   * first result and writes nothing, for ever.
   */
  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    const start = performance.now();
    let outcome = 'stored';
    appendsInFlight.inc();
    try {
      await this.passAppendGuard();
      return await traceAppend(stream, events, async () => this.write(validateAppend(stream, expected, events)));
    } catch (error) {
      outcome = error instanceof Error ? error.constructor.name : 'unknown';
      throw error;
    } finally {
      appendSeconds.observe({ outcome }, (performance.now() - start) / 1_000);
      appendsInFlight.dec();
    }
  }

  protected abstract write(append: ValidAppend): Promise<Appended>;
  /** Events of one stream, from `from` (inclusive). A missing stream is empty. Default: forwards from 0. */
  abstract read(stream: string, options?: ReadOptions): AsyncIterable<StoredEvent>;
  /** Events of all streams, from `from` (inclusive). Default: forwards from the beginning; backwards from the end. */
  abstract readAll(options?: ReadAllOptions): AsyncIterable<StoredEvent>;
  /**
   * Catches up, yields `caught-up`, then follows live. Resumes after its last event until aborted; only then it ends.
   * A position that does not belong to this history is a thrown UnreadablePosition, never a silent wait.
   */
  abstract subscribe(options: SubscribeOptions): AsyncIterable<SubscriptionMessage>;
  /** Position of the last event; null = empty. */
  abstract head(): Promise<string | null>;
  /** Negative when `a` is before `b`, 0 when equal. */
  abstract compare(a: string, b: string): number;
  abstract close(): Promise<void>;

  /** Throws StoreUnavailable when no append can succeed now, for example because the history was moved elsewhere. */
  async assertWritable(): Promise<void> {
    await this.passAppendGuard();
    await this.head();
  }

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

/** A setting is wrong, so a retry is useless; the message names the setting. */
export class StoreMisconfigured extends StoreUnavailable {}

/** A position that this history does not have: the read model and the log do not belong together. */
export class UnreadablePosition extends Error {}

/** The event cannot be stored as it is: bad id, type, stream name, data or size. */
export class InvalidEvent extends Error {}

/** `data` and `metadata` are canonical JSON texts. */
export type ValidEvent = Pick<StoredEvent, 'id' | 'type' | 'data' | 'metadata'>;

export interface ValidAppend {
  stream: string;
  expected: ExpectedRevision;
  events: readonly ValidEvent[];
  /** Data and metadata together, in UTF-8. */
  bytes: number;
}

/** Data and metadata of one append in UTF-8; the limit of EventStoreDB up to 25.0. */
const MAX_APPEND_BYTES = 1_048_576;
const MAX_NAME_BYTES = 1_000;
const NIL = '00000000-0000-0000-0000-000000000000';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Checks an append before a store is asked and encodes its events as canonical JSON. Errors: InvalidEvent. */
export function validateAppend(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): ValidAppend {
  checkName('stream', stream);
  if (expected !== 'no-stream' && !(Number.isSafeInteger(expected) && expected >= 0))
    throw new InvalidEvent(`expected revision ${String(expected)} is neither no-stream nor a revision`);
  if (events.length === 0) throw new InvalidEvent('an append needs at least one event');
  const checked = events.map(checkEvent);
  if (new Set(checked.map(({ id }) => id)).size < checked.length)
    throw new InvalidEvent('an event id is used twice in one append');
  const bytes = checked.reduce((sum, event) => sum + bytesOf(event.data) + bytesOf(event.metadata), 0);
  if (bytes > MAX_APPEND_BYTES) throw new InvalidEvent(`the append has ${bytes} bytes, more than ${MAX_APPEND_BYTES}`);
  return { stream, expected, events: checked, bytes };
}

const bytesOf = (text: string) => Buffer.byteLength(text);

function checkEvent({ id, type, data, metadata }: NewEvent): ValidEvent {
  const lower = typeof id === 'string' ? id.toLowerCase() : '';
  if (!UUID.test(lower) || lower === NIL) throw new InvalidEvent(`event id ${String(id)} is not a UUID`);
  checkName('type', type);
  return { id: lower, type, data: jsonOf('data', data), metadata: jsonOf('metadata', metadata) };
}

function checkName(what: string, name: string): void {
  if (typeof name !== 'string' || name === '') throw new InvalidEvent(`the ${what} is empty`);
  if (name.includes('\0') || !name.isWellFormed() || bytesOf(name) > MAX_NAME_BYTES)
    throw new InvalidEvent(`the ${what} has a character that cannot be stored, or more than ${MAX_NAME_BYTES} bytes`);
}

function jsonOf(what: string, value: object): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new InvalidEvent(`${what} is not an object`);
  try {
    return canonicalJson(value);
  } catch (error) {
    throw new InvalidEvent(`${what} cannot be written as JSON: ${(error as Error).message}`, { cause: error });
  }
}

/** Checks a payload against its schema and makes the event ready to be stored. Throws InvalidEvent naming the field. */
export function encode(event: DomainEvent, id: string, metadata: Omit<EventMetadata, 'schemaVersion'>): NewEvent {
  const checked = eventSchemas[event.type].safeParse(event.data);
  if (!checked.success) {
    const issue = checked.error.issues[0];
    throw new InvalidEvent(`${event.type}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
  }
  return {
    id,
    type: event.type,
    data: checked.data as object,
    metadata: { ...metadata, schemaVersion: newestVersion(event.type) },
  };
}

export const isKnownType = (type: string): type is EventType => Object.hasOwn(eventSchemas, type);

/** The decoded event is cached on the stored one, because every projection decodes the same events. */
const decoded = Symbol('decoded');

interface CacheableEvent extends StoredEvent {
  [decoded]?: Recorded<DomainEvent>;
}

/** A stored event in its newest form; it is shared and never changed. Throws InvalidEvent for an unknown type. */
export function decode(stored: CacheableEvent): Recorded<DomainEvent> {
  return (stored[decoded] ??= decodeUncached(stored));
}

/** Decodes without the cache, for callers that are the only ones to fold the event. */
export function decodeUncached(stored: StoredEvent): Recorded<DomainEvent> {
  const { id, type, stream, revision, position } = stored;
  if (!isKnownType(type)) throw new InvalidEvent(`event ${id} has the unknown type ${type}`);
  const metadata = JSON.parse(stored.metadata) as EventMetadata;
  const data = upcast(type, metadata.schemaVersion, JSON.parse(stored.data) as Record<string, unknown>);
  return { type, data, id, stream, revision, position, metadata } as Recorded<DomainEvent>;
}
