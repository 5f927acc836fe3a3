import { encode } from '../src/event-store/event-store.js';
import type { DomainEvent } from '../src/events/schemas.js';
import type { Projection, Recorded } from './projection.js';

/** Stored events, recorded a minute apart, each validated against its schema. */
export function recorded(events: readonly DomainEvent[]): Recorded<DomainEvent>[] {
  return events.map((event, index) => {
    const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
    const recordedAt = new Date(Date.parse('2026-10-12T07:00:00.000Z') + index * 60_000).toISOString();
    const metadata = { actor: 'somebody', $correlationId: 'fixture', recordedAt, schemaVersion: 1 };
    encode(event, id, metadata);
    const data = event.data as Record<string, unknown>;
    const [name, key] = Object.entries({
      objection: 'objectionId',
      action: 'actionId',
      challenge: 'challengeId',
      college: 'collegeId',
      account: 'accountId',
    }).find(([, field]) => field in data)!;
    return {
      ...event,
      id,
      stream: `${name}-${String(data[key])}`,
      revision: index,
      position: String(index),
      metadata,
    } as Recorded<DomainEvent>;
  });
}

/** The documents of a projection after a history, by key. */
export function fold<Document>(
  projection: Projection<Document>,
  events: readonly DomainEvent[],
): Map<string, Document> {
  const documents = new Map<string, Document>();
  for (const event of recorded(events)) {
    const step = projection.when[event.type] as
      ((document: Document, event: Recorded<DomainEvent>) => Document | null) | undefined;
    const key = step ? projection.key(event) : null;
    if (!step || key === null) continue;
    for (const one of [key, ...(projection.otherKeys?.(event) ?? [])]) {
      const after = step(documents.get(one) ?? projection.initial(one), event);
      if (after === null) documents.delete(one);
      else documents.set(one, after);
    }
  }
  return documents;
}
