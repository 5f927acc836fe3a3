import { canonicalJson } from '../canonical-json.js';
import { InvalidEvent, type ExpectedRevision, type NewEvent } from '../event-store.js';

/** Data and metadata of one append together, in bytes of UTF-8. */
export const MAX_APPEND_BYTES = 1_048_576;
const MAX_NAME_BYTES = 1_000;
const NIL = '00000000-0000-0000-0000-000000000000';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface PreparedEvent {
  id: string;
  type: string;
  data: string;
  metadata: string;
}

export interface PreparedAppend {
  stream: string;
  /** -1 = no stream. */
  expected: number;
  events: readonly PreparedEvent[];
  bytes: number;
}

/** Everything an append must be before it is sent. Errors: InvalidEvent. */
export function prepareAppend(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): PreparedAppend {
  checkName('stream', stream);
  if (expected !== 'no-stream' && !(Number.isSafeInteger(expected) && expected >= 0))
    throw new InvalidEvent(`expected revision ${String(expected)} is neither no-stream nor a revision`);
  if (events.length === 0) throw new InvalidEvent('an append needs at least one event');
  const prepared = events.map(prepareEvent);
  if (new Set(prepared.map((event) => event.id)).size < prepared.length)
    throw new InvalidEvent('an event id stands twice in one append');
  const bytes = prepared.reduce(
    (sum, { data, metadata }) => sum + Buffer.byteLength(data) + Buffer.byteLength(metadata),
    0,
  );
  if (bytes > MAX_APPEND_BYTES) throw new InvalidEvent(`the append has ${bytes} bytes, more than ${MAX_APPEND_BYTES}`);
  return { stream, expected: expected === 'no-stream' ? -1 : expected, events: prepared, bytes };
}

function prepareEvent({ id, type, data, metadata }: NewEvent): PreparedEvent {
  const lower = typeof id === 'string' ? id.toLowerCase() : '';
  if (!UUID.test(lower) || lower === NIL) throw new InvalidEvent(`event id ${String(id)} is not a UUID`);
  checkName('type', type);
  return { id: lower, type, data: text('data', data), metadata: text('metadata', metadata) };
}

function checkName(what: string, name: string): void {
  if (typeof name !== 'string' || name === '') throw new InvalidEvent(`the ${what} is empty`);
  if (name.includes('\0') || !name.isWellFormed() || Buffer.byteLength(name) > MAX_NAME_BYTES)
    throw new InvalidEvent(`the ${what} has a character that cannot be stored, or more than ${MAX_NAME_BYTES} bytes`);
}

function text(what: string, value: object): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new InvalidEvent(`${what} is not an object`);
  try {
    return canonicalJson(value);
  } catch (error) {
    throw new InvalidEvent(`${what} cannot be written as JSON: ${(error as Error).message}`, { cause: error });
  }
}
