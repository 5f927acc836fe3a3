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
  return knownTypes.has(type);
}

/** Each type under its own name: a stored one is a piece of a row's text, which would stay in memory as long as the event's type does. */
const knownTypes = new Map((Object.keys(eventSchemas) as EventType[]).map((type) => [type as string, type]));

/** Every projection decodes the same events: the first one's work serves all. It lies with the event; a weak map costs as much as the work. */
const decoded = Symbol('decoded');

interface Decoded extends StoredEvent {
  [decoded]?: Recorded<DomainEvent>;
}

/** A stored event in its newest form, to be read and never changed. Throws InvalidEvent for a type this program does not know. */
export function decode(stored: Decoded): Recorded<DomainEvent> {
  return (stored[decoded] ??= decodeOnce(stored));
}

/** The same for whoever is the only one to fold the event: remembering it for others costs more than the reading. */
export function decodeOnce(stored: StoredEvent): Recorded<DomainEvent> {
  const { id, stream, revision, position } = stored;
  const type = knownTypes.get(stored.type);
  if (!type) throw new InvalidEvent(`event ${id} has the unknown type ${stored.type}`);
  const metadata = JSON.parse(stored.metadata) as EventMetadata;
  const data = upcast(type, metadata.schemaVersion, JSON.parse(stored.data) as Record<string, unknown>);
  return { type, data, id, stream, revision, position, metadata } as Recorded<DomainEvent>;
}
