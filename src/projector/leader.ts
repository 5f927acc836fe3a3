import { Readable } from 'node:stream';
import type { EventStore, StoredEvent, SubscriptionMessage } from '../event-store/event-store.js';
import type { EventMetadata } from '../events/event.js';
import type { HeldLease, Lease } from './lease.js';
import { recordBatch } from './projector-reporter.js';
import type { ProjectorContext, RunningProjection } from './running-projection.js';

/** The subscription reads at most this many messages ahead of the projections. */
const READ_AHEAD = 4_000;
const BATCH_EVENTS = 2_000;

/** Folds the history batch by batch and commits the changes, while this process holds the lease. */
export class LeaderLoop {
  constructor(
    private readonly context: ProjectorContext,
    private readonly projections: readonly RunningProjection[],
  ) {}

  /** Returns when the lease is lost or the signal aborts. `onBatch` learns after each commit whether no event was waiting. */
  async run({ lease, lost }: HeldLease, stop: AbortSignal, onBatch: (isLive: boolean) => void): Promise<void> {
    const { store, checkpoints, notices, reporter } = this.context;
    const names = this.projections.map(({ definition }) => definition.name);
    for await (const { events, isLive } of subscribeInBatches(store, checkpoints.lowest(), [stop, lost])) {
      notices.take();
      await this.project(events, lease);
      onBatch(isLive);
      const last = isLive ? undefined : events.at(-1);
      reporter.progress(names, last ? (JSON.parse(last.metadata) as EventMetadata).recordedAt : null);
    }
  }

  private async project(events: readonly StoredEvent[], lease: Lease): Promise<void> {
    const { readModel, checkpoints, parked, bus } = this.context;
    const startedAt = Date.now();
    const folded = await Promise.all(this.projections.map((running) => running.fold(events)));
    const commits = folded.filter((commit) => commit !== null);
    if (commits.length === 0) return;
    await readModel.commit(commits, lease);
    recordBatch(events, startedAt);
    for (const running of this.projections) {
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
}

/**
 * Yields the events of a subscription in batches of at most 2,000, a single event at once. `isLive` = no further event was waiting.
 * Ends at the first signal.
 */
async function* subscribeInBatches(
  store: EventStore,
  after: string | null,
  signals: readonly AbortSignal[],
): AsyncGenerator<{ events: StoredEvent[]; isLive: boolean }> {
  const own = new AbortController();
  const signal = AbortSignal.any([...signals, own.signal]);
  const messages = Readable.from(store.subscribe({ after, signal }), { highWaterMark: READ_AHEAD });
  let events: StoredEvent[] = [];
  let hasCaughtUp = false;
  try {
    for await (const message of messages as AsyncIterable<SubscriptionMessage>) {
      if (signal.aborted) return;
      if (message.kind === 'event') events.push(message.event);
      else hasCaughtUp = true;
      const isMoreWaiting = messages.readableLength > 0;
      if (isMoreWaiting && events.length < BATCH_EVENTS) continue;
      if (events.length > 0 || hasCaughtUp) yield { events, isLive: hasCaughtUp && !isMoreWaiting };
      events = [];
    }
  } finally {
    own.abort();
  }
}
