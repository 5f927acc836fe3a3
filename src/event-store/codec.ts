import type { EventMetadata, Recorded } from '../events/event.js';
import { eventSchemas, type DomainEvent, type EventType } from '../events/schemas.js';
import { newestVersion, upcast } from '../events/upcasters/upcasters.js';
import { InvalidEvent, type NewEvent, type StoredEvent } from './event-store.js';

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

export function isKnownType(type: string): type is EventType {
  return Object.hasOwn(eventSchemas, type);
}

/** Every projection decodes the same events: the first one's work serves all. */
const decoded = new WeakMap<StoredEvent, Recorded<DomainEvent>>();

/** A stored event in its newest form, to be read and never changed. Throws InvalidEvent for a type this program does not know. */
export function decode(stored: StoredEvent): Recorded<DomainEvent> {
  const known = decoded.get(stored);
  if (known) return known;
  const event = decodeOnce(stored);
  decoded.set(stored, event);
  return event;
}

/** The same for whoever is the only one to fold the event: remembering it for others costs more than the reading. */
export function decodeOnce(stored: StoredEvent): Recorded<DomainEvent> {
  const { type, id, stream, revision, position } = stored;
  if (!isKnownType(type)) throw new InvalidEvent(`event ${id} has the unknown type ${type}`);
  const metadata = JSON.parse(stored.metadata) as EventMetadata;
  const data = upcast(type, metadata.schemaVersion, JSON.parse(stored.data) as Record<string, unknown>);
  return { type, data, id, stream, revision, position, metadata } as Recorded<DomainEvent>;
}
