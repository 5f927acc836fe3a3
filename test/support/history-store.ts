import { type HistoryStep, HistoryBuilder } from '../../projections/standings/history.arbitrary.js';
import { MemoryEventStore } from './memory-event-store.js';

/** An in-memory history of one challenge with these steps. */
export function historyStore(
  colleges: number,
  story: readonly HistoryStep[],
  rulebooks: ConstructorParameters<typeof HistoryBuilder>[1],
): MemoryEventStore {
  const store = new MemoryEventStore();
  const { events } = new HistoryBuilder(colleges, rulebooks).tell(story).history;
  for (const [index, { id, type, stream, revision, data, metadata }] of events.entries()) {
    const position = String((index + 1) * 3);
    const texts = { data: JSON.stringify(data), metadata: JSON.stringify(metadata) };
    store.events.push({ id, type, stream, revision, position, ...texts });
  }
  return store;
}
