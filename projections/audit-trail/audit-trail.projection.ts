import { eventSchemas, type EventType } from '../../src/events/schemas.js';
import { positionKey } from '../position-key.js';
import type { DomainEvent, Projection, Recorded } from '../projection.js';

/** One event without its payload: who did what when. */
export interface AuditEntry {
  eventId: string;
  type: string;
  stream: string;
  revision: number;
  /** Account id, or `system`. */
  actor: string;
  /** ISO instant. */
  at: string;
  position: string;
  correlationId: string;
}

function entryOf(_: AuditEntry, { id, type, stream, revision, position, metadata }: Recorded<DomainEvent>): AuditEntry {
  const { actor, recordedAt: at, $correlationId: correlationId } = metadata;
  return { eventId: id, type, stream, revision, actor, at, position, correlationId };
}

const types = Object.keys(eventSchemas) as EventType[];

/** Every stored event, in the order of the history. */
export const auditTrailProjection: Projection<AuditEntry> = {
  name: 'audit-trail',
  version: 1,
  key: ({ position }) => positionKey(position),
  initial: () => ({
    eventId: '',
    type: '',
    stream: '',
    revision: 0,
    actor: '',
    at: '',
    position: '',
    correlationId: '',
  }),
  when: Object.fromEntries(types.map((type) => [type, entryOf])),
};
