import type { EventStore, StoredEvent } from '../event-store/event-store.js';

const AHEAD = 4_000;
const BATCH = 2_000;

export interface Batch {
  events: StoredEvent[];
  /** True when nothing more was waiting when the subscription last spoke: the reader is live. */
  live: boolean;
}

/**
 * The subscription of a store in batches: all that is there, at most 2,000 events at a time, one at once when there is only one.
 * Reads at most 4,000 events ahead. Ends when the signal is aborted; throws what the subscription throws.
 */
export async function* subscribeInBatches(
  store: EventStore,
  after: string | null,
  signal: AbortSignal,
): AsyncGenerator<Batch> {
  const waiting: StoredEvent[] = [];
  let live = false;
  let spoken = false;
  let ended: { error?: unknown } | null = null;
  let wake: () => void = () => undefined;
  let drained: () => void = () => undefined;
  const own = new AbortController();
  const either = AbortSignal.any([signal, own.signal]);
  const pump = async () => {
    for await (const message of store.subscribe({ after, signal: either })) {
      if (message.kind === 'caught-up') live = true;
      else waiting.push(message.event);
      spoken = true;
      wake();
      if (waiting.length >= AHEAD) await new Promise<void>((resolve) => (drained = resolve));
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
      while (!spoken && !ended && !signal.aborted) await new Promise<void>((resolve) => (wake = resolve));
      if (signal.aborted) return;
      const events = waiting.splice(0, BATCH);
      spoken = waiting.length > 0;
      if (waiting.length < AHEAD / 2) drained();
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
