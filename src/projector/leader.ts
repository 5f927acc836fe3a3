import type { EventMetadata } from '../events/event.js';
import type { EventStore, StoredEvent } from '../event-store/event-store.js';
import type { HeldLease } from './lease.js';
import { recordBatch } from './projector-reporter.js';
import type { ProjectorContext, RunningProjections } from './running-projections.js';

/** The subscription reads at most this many events ahead of the projections. */
const READ_AHEAD = 4_000;
const BATCH_EVENTS = 2_000;

interface Batch {
  events: StoredEvent[];
  /** True when no further event was waiting. */
  live: boolean;
}

/** Folds the history batch by batch and commits the changes, while this process holds the lease. */
export class LeaderLoop {
  constructor(
    private readonly context: ProjectorContext,
    private readonly projections: RunningProjections,
  ) {}

  /** Returns when the lease is lost or the signal aborts. `onBatch` learns after each commit whether no event was waiting. */
  async run(held: HeldLease, stop: AbortSignal, onBatch: (live: boolean) => void): Promise<void> {
    const signal = AbortSignal.any([stop, held.lost]);
    const { store, checkpoints, notices } = this.context;
    for await (const batch of subscribeInBatches(store, checkpoints.lowest(), signal)) {
      notices.take();
      await this.project(batch.events, held);
      onBatch(batch.live);
      this.reportProgress(batch);
    }
  }

  private async project(events: readonly StoredEvent[], { lease }: HeldLease): Promise<void> {
    const { readModel, checkpoints, parked, bus } = this.context;
    const startedAt = Date.now();
    const folded = await Promise.all(this.projections.all.map((running) => running.fold(events)));
    const commits = folded.filter((commit) => commit !== null);
    if (commits.length === 0) return;
    this.projections.resetFollowers();
    await readModel.commit(commits, lease);
    recordBatch(events, startedAt);
    for (const running of this.projections.all) {
      const { name } = running.definition;
      running.position = commits.find(({ projection }) => projection === name)?.to ?? running.position;
      checkpoints.set(name, running.position);
    }
    parked.add(commits.flatMap((commit) => commit.parked));
    const changes = commits
      .map(({ projection, upserts, deletes }) => ({ projection, upserts, deletes, all: false }))
      .filter(({ upserts, deletes }) => upserts.length + deletes.length > 0);
    bus.publish({ position: checkpoints.lowest(), changes, events });
    checkpoints.notifyWaiters();
  }

  private reportProgress({ events, live }: Batch): void {
    const last = live ? undefined : events.at(-1);
    const recordedAt = last ? (JSON.parse(last.metadata) as EventMetadata).recordedAt : null;
    const names = this.projections.all.map(({ definition }) => definition.name);
    this.context.reporter.progress(names, recordedAt);
  }
}

/** Yields the events of a subscription in batches of at most 2,000, a single event at once. Ends at the signal. */
async function* subscribeInBatches(
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
