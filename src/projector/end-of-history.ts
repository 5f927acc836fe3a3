import type { EventMetadata } from '../events/event.js';
import { type EventStore, StoreUnavailable, UnreadablePosition } from '../event-store/event-store.js';

/** Throws UnreadablePosition when a checkpoint lies beyond the last event: it is one of another history. */
export async function assertCheckpointInHistory(store: EventStore, position: string | null): Promise<void> {
  if (position === null) return;
  const head = await store.head();
  if (head === null || store.compare(position, head) > 0) {
    throw new UnreadablePosition(
      `the read model is at ${position}, beyond the last event ${head ?? '(none)'}: it belongs to another history`,
    );
  }
}

/** When the first event behind a position was recorded; null = there is none, or the history does not answer. */
export async function oldestUnprojectedAt(store: EventStore, position: string | null): Promise<string | null> {
  if (position === null) return null;
  try {
    const head = await store.head();
    if (head === null || store.compare(head, position) <= 0) return null;
    for await (const event of store.readAll({ from: position, max: 2 }))
      if (event.position !== position) return (JSON.parse(event.metadata) as EventMetadata).recordedAt;
    return null;
  } catch (error) {
    if (error instanceof StoreUnavailable) return null;
    throw error;
  }
}
