import { canonicalJson } from '../canonical-json.js';
import { type ExpectedRevision, InvalidEvent, type NewEvent } from '../event-store.js';

/** An append that no server has a reason to refuse: checked, and its events already in bytes. */
export interface Outgoing {
  stream: string;
  expected: ExpectedRevision;
  events: readonly OutgoingEvent[];
}

export interface OutgoingEvent {
  id: string;
  type: string;
  data: Uint8Array;
  metadata: Uint8Array;
}

/** Up to 25.0 a server takes 1 MiB per append; data alone or with metadata differs by version. */
const MAX_APPEND_BYTES = 1024 * 1024;
const MAX_NAME_BYTES = 1_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const NIL = '00000000-0000-0000-0000-000000000000';

function bytesOf(value: unknown, what: string): Uint8Array {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new InvalidEvent(`${what} is no object`);
  try {
    return Buffer.from(canonicalJson(value), 'utf8');
  } catch (cause) {
    throw new InvalidEvent(`${what} cannot be stored: ${(cause as Error).message}`, { cause });
  }
}

/** Names that begin with $ belong to the server, and its own events are left out of every read. */
function checkName(name: unknown, what: string): void {
  if (typeof name !== 'string' || name === '') throw new InvalidEvent(`${what} is empty`);
  if (name.startsWith('$')) throw new InvalidEvent(`${what} ${name} belongs to the server`);
  if (!name.isWellFormed() || name.includes('\0') || Buffer.byteLength(name) > MAX_NAME_BYTES) {
    throw new InvalidEvent(`${what} has a character that cannot be stored, or more than ${MAX_NAME_BYTES} bytes`);
  }
}

function outgoingEvent({ id, type, data, metadata }: NewEvent): OutgoingEvent {
  if (typeof id !== 'string' || !UUID.test(id) || id === NIL) throw new InvalidEvent(`event id ${id} is no UUID`);
  checkName(type, 'event type');
  return {
    id: id.toLowerCase(),
    type,
    data: bytesOf(data, `data of ${type}`),
    metadata: bytesOf(metadata, `metadata of ${type}`),
  };
}

/** Throws InvalidEvent. Nothing of this may reach the server: an id that is no UUID would break the client for good. */
export function outgoing(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Outgoing {
  checkName(stream, 'stream name');
  if (expected !== 'no-stream' && !(Number.isSafeInteger(expected) && expected >= 0)) {
    throw new InvalidEvent(`expected revision ${expected} is neither no-stream nor a revision`);
  }
  if (events.length === 0) throw new InvalidEvent('an append needs an event');
  const list = events.map(outgoingEvent);
  if (new Set(list.map(({ id }) => id)).size < list.length) throw new InvalidEvent('an event id comes twice');
  const bytes = list.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0);
  if (bytes > MAX_APPEND_BYTES)
    throw new InvalidEvent(`an append of ${bytes} bytes is larger than ${MAX_APPEND_BYTES}`);
  return { stream, expected, events: list };
}
