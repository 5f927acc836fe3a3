import type { Recorded } from '../src/events/event.js';
import type { DomainEvent } from '../src/events/schemas.js';

export type { Recorded, DomainEvent };
export type EventNamed<Type extends DomainEvent['type']> = Recorded<Extract<DomainEvent, { type: Type }>>;

/**
 * A fold of the history, one document per key. A step may change the document it is given and returns it;
 * null removes it. Steps read nothing but the document and the event: no clock, no lookups.
 */
export interface Projection<Document> {
  readonly name: string;
  /** Raised whenever a step would give another document from the same history; the read model is then rebuilt. */
  readonly version: number;
  /** The document an event belongs to; null = none. */
  key(event: Recorded<DomainEvent>): string | null;
  initial(key: string): Document;
  readonly when: {
    readonly [Type in DomainEvent['type']]?: (document: Document, event: EventNamed<Type>) => Document | null;
  };
}
