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

const knownTypes: ReadonlySet<string> = new Set(Object.keys(eventSchemas));

/** The decoded event is cached on the stored one, because every projection decodes the same events. */
const decoded = Symbol('decoded');

interface Decoded extends StoredEvent {
  [decoded]?: Recorded<DomainEvent>;
}

/** A stored event in its newest form; it is shared and never changed. Throws InvalidEvent for an unknown type. */
export function decode(stored: Decoded): Recorded<DomainEvent> {
  return (stored[decoded] ??= decodeOnce(stored));
}

/** Decodes without the cache, for callers that are the only ones to fold the event. */
export function decodeOnce(stored: StoredEvent): Recorded<DomainEvent> {
  const { id, stream, revision, position } = stored;
  const { type } = stored;
  if (!isKnownType(type)) throw new InvalidEvent(`event ${id} has the unknown type ${type}`);
  const metadata = JSON.parse(stored.metadata) as EventMetadata;
  const data = upcast(type, metadata.schemaVersion, JSON.parse(stored.data) as Record<string, unknown>);
  return { type, data, id, stream, revision, position, metadata } as Recorded<DomainEvent>;
}
