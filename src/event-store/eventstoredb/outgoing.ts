import { validateAppend } from '../validate-append.js';
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

/** Names that begin with $ belong to the server, and its own events are left out of every read. */
function refuseServersOwn(what: string, name: string): void {
  if (name.startsWith('$')) throw new InvalidEvent(`the ${what} ${name} belongs to the server`);
}

/** Throws InvalidEvent. Nothing of this may reach the server: an id that is no UUID would break the client for good. */
export function outgoing(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Outgoing {
  const checked = validateAppend(stream, expected, events);
  refuseServersOwn('stream', stream);
  for (const { type } of checked.events) refuseServersOwn('type', type);
  const inBytes = checked.events.map(({ id, type, data, metadata }) => ({
    id,
    type,
    data: Buffer.from(data, 'utf8'),
    metadata: Buffer.from(metadata, 'utf8'),
  }));
  return { stream, expected, events: inBytes };
}
