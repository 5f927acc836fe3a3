import type { Recorded } from '../src/events/event.js';
import type { DomainEvent } from '../src/events/schemas.js';

export type { Recorded, DomainEvent };
export type EventNamed<Type extends DomainEvent['type']> = Recorded<Extract<DomainEvent, { type: Type }>>;

/**
 * A fold of the history into one document per key. A step returns the document, which it may mutate, or null to delete it. Steps read only
 * the document and the event: no clock, no lookups.
 */
export interface Projection<Document> {
  readonly name: string;
  /** Raised when the same history gives other documents, so that the read model is rebuilt. */
  readonly version: number;
  /** The key of the document that an event changes; null = none. */
  key(event: Recorded<DomainEvent>): string | null;
  /** More documents that an event with a key changes. */
  otherKeys?(event: Recorded<DomainEvent>): readonly string[];
  initial(key: string): Document;
  readonly when: {
    readonly [Type in DomainEvent['type']]?: (document: Document, event: EventNamed<Type>) => Document | null;
  };
}
