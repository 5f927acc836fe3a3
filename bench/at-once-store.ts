import type { Appended, ExpectedRevision, NewEvent } from '../src/event-store/event-store.js';
import { validateAppend } from '../src/event-store/validate-append.js';
import { MemoryEventStore } from '../test/support/memory-event-store.js';

/** A history in memory that takes the events of actions as a real one would, answers at once, and keeps none of them. */
export class AtOnceStore extends MemoryEventStore {
  override append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    if (!stream.startsWith('action-')) return super.append(stream, expected, events);
    validateAppend(stream, expected, events);
    const position = this.events.at(-1)?.position ?? '0';
    return Promise.resolve({ revision: (expected === 'no-stream' ? -1 : expected) + events.length, position });
  }
}
