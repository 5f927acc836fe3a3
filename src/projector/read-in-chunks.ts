import type { EventStore, StoredEvent } from '../event-store/event-store.js';

/** Several changes of one document within a chunk cost one write. */
const CHUNK_EVENTS = 3_000;
const CHUNK_CHARACTERS = 16_777_216;

/** Yields the events after a position up to the present end, or through another position, in chunks of limited size. */
export async function* readInChunks(
  store: EventStore,
  after: string | null,
  { through, most = CHUNK_EVENTS }: { through?: string; most?: number } = {},
): AsyncGenerator<StoredEvent[]> {
  let chunk: StoredEvent[] = [];
  let characters = 0;
  for await (const event of store.readAll(after === null ? {} : { from: after })) {
    if (after !== null && store.compare(event.position, after) <= 0) continue;
    if (through !== undefined && store.compare(event.position, through) > 0) break;
    chunk.push(event);
    characters += event.data.length + event.metadata.length;
    if (chunk.length < most && characters < CHUNK_CHARACTERS) continue;
    yield chunk;
    [chunk, characters] = [[], 0];
  }
  if (chunk.length > 0) yield chunk;
}
