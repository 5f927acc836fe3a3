import type { EventStore, StoredEvent } from '../event-store/event-store.js';

/** The subscription reads at most this many events ahead of the consumer. */
const READ_AHEAD = 4_000;
const BATCH_EVENTS = 2_000;
/** Several changes of one document within a chunk cost one write. */
const CHUNK_EVENTS = 3_000;
const CHUNK_CHARACTERS = 16_777_216;

export interface Batch {
  events: StoredEvent[];
  /** True when no further event was waiting. */
  live: boolean;
}

/** Yields the events of a subscription in batches of at most 2,000, a single event at once. Ends at the signal. */
export async function* subscribeInBatches(
  store: EventStore,
  after: string | null,
  signal: AbortSignal,
): AsyncGenerator<Batch> {
  const waiting: StoredEvent[] = [];
  let live = false;
  let hasNews = false;
  let ended: { error?: unknown } | null = null;
  let wake: () => void = () => undefined;
  let drained: () => void = () => undefined;
  const own = new AbortController();
  const either = AbortSignal.any([signal, own.signal]);
  const pump = async () => {
    for await (const message of store.subscribe({ after, signal: either })) {
      if (message.kind === 'caught-up') live = true;
      else waiting.push(message.event);
      hasNews = true;
      wake();
      if (waiting.length >= READ_AHEAD) await new Promise<void>((resolve) => (drained = resolve));
    }
  };
  const stop = () => (drained(), wake());
  signal.addEventListener('abort', stop);
  void pump().then(
    () => ((ended = {}), wake()),
    (error: unknown) => ((ended = { error }), wake()),
  );
  try {
    for (;;) {
      while (!hasNews && !ended && !signal.aborted) await new Promise<void>((resolve) => (wake = resolve));
      if (signal.aborted) return;
      const events = waiting.splice(0, BATCH_EVENTS);
      hasNews = waiting.length > 0;
      if (waiting.length < READ_AHEAD / 2) drained();
      const over = ended as { error?: unknown } | null;
      if (events.length > 0 || live) yield { events, live: live && waiting.length === 0 };
      if (over && waiting.length === 0) {
        if ('error' in over) throw over.error;
        return;
      }
    }
  } finally {
    own.abort();
    signal.removeEventListener('abort', stop);
    drained();
  }
}

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
