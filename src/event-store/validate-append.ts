import { canonicalJson } from './canonical-json.js';
import { type ExpectedRevision, InvalidEvent, type NewEvent } from './event-store.js';

export interface ValidEvent {
  id: string;
  type: string;
  data: string;
  metadata: string;
}

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
  return { id: lower, type, data: textOf('data', data), metadata: textOf('metadata', metadata) };
}

function checkName(what: string, name: string): void {
  if (typeof name !== 'string' || name === '') throw new InvalidEvent(`the ${what} is empty`);
  if (name.includes('\0') || !name.isWellFormed() || bytesOf(name) > MAX_NAME_BYTES)
    throw new InvalidEvent(`the ${what} has a character that cannot be stored, or more than ${MAX_NAME_BYTES} bytes`);
}

function textOf(what: string, value: object): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new InvalidEvent(`${what} is not an object`);
  try {
    return canonicalJson(value);
  } catch (error) {
    throw new InvalidEvent(`${what} cannot be written as JSON: ${(error as Error).message}`, { cause: error });
  }
}
