import type { EventMetadata } from '../events/event.js';
import type { StoredEvent } from '../event-store/event-store.js';
import { type Batch, subscribeInBatches } from './event-batches.js';
import type { HeldLease } from './lease.js';
import { recordBatch } from './projector-reporter.js';
import type { ProjectorContext, RunningProjections } from './running-projections.js';

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
