import { type Happening, Storyteller } from '../../projections/standings/any-history.fixture.js';
import { MemoryEventStore } from './memory-event-store.js';

/** A history in memory in which all this has happened to one challenge, `amal-2026`, of so many colleges. */
export function toldStore(
  colleges: number,
  story: readonly Happening[],
  rulebooks: ConstructorParameters<typeof Storyteller>[1],
): MemoryEventStore {
  const store = new MemoryEventStore();
  const { events } = new Storyteller(colleges, rulebooks).tell(story).history;
  for (const [index, { id, type, stream, revision, data, metadata }] of events.entries()) {
    const position = String((index + 1) * 3);
    const texts = { data: JSON.stringify(data), metadata: JSON.stringify(metadata) };
    store.events.push({ id, type, stream, revision, position, ...texts });
  }
  return store;
}
