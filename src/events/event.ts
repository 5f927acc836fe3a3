import type { z } from 'zod';

/** Metadata of an event, beside its payload. `actor` is an account id or `system`; `recordedAt` orders nothing. */
export interface EventMetadata {
  actor: string;
  $correlationId: string;
  /** Id that the client gave its request; two requests may carry the same. */
  clientCorrelationId?: string;
  $causationId?: string;
  /** ISO instant, UTC. */
  recordedAt: string;
  /** Version of the payload's schema, counted from 1. */
  schemaVersion: number;
}

/** The union `{type, data}` of a table from event type to payload schema. */
export type EventOf<Schemas extends Record<string, z.ZodType>> = {
  [Type in keyof Schemas & string]: { type: Type; data: z.infer<Schemas[Type]> };
}[keyof Schemas & string];

/** An event as it stands in the history, decoded and brought to the newest schema version. */
export type Recorded<Event> = Event & {
  id: string;
  stream: string;
  /** Place in its stream, counted from 0. */
  revision: number;
  /** Opaque; ordered only by the store it came from. */
  position: string;
  metadata: EventMetadata;
};
