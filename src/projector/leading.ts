import type { EventMetadata } from '../events/event.js';
import type { StoredEvent } from '../event-store/event-store.js';
import { type Batch, subscribeInBatches } from './batches.js';
import type { RunningProjections } from './lines.js';
import type { CheckpointNotices } from './news.js';
import type { ParkedStreams } from './parked-streams.js';
import type { Checkpoints } from './positions.js';
import { changesOf } from './projected-changes.js';
import { recordBatch } from './projection-metrics.js';
import type { ProjectorPorts } from './projector-ports.js';
import type { HeldLease } from './tenure.js';

/** What the process does that has the lease: folds the history batch by batch and writes what each changes. */
export class LeaderLoop {
  constructor(
    private readonly ports: ProjectorPorts,
    private readonly lines: RunningProjections,
    private readonly positions: Checkpoints,
    private readonly parked: ParkedStreams,
    private readonly news: CheckpointNotices,
  ) {}

  /** Writes until the lease is lost. `worked` is told after every batch whether nothing more was waiting behind it. */
  async run(tenure: HeldLease, until: AbortSignal, worked: (live: boolean) => void): Promise<void> {
    const signal = AbortSignal.any([until, tenure.lost]);
    for await (const batch of subscribeInBatches(this.ports.store, this.positions.lowest(), signal)) {
      this.news.take();
      await this.project(batch.events, tenure);
      worked(batch.live);
      this.reportLag(batch);
    }
  }

  private async project(events: readonly StoredEvent[], { lease }: HeldLease): Promise<void> {
    const { bus, readModel } = this.ports;
    const startedAt = Date.now();
    const folded = await Promise.all(this.lines.all.map((line) => line.fold(events)));
    const commits = folded.filter((commit) => commit !== null);
    if (commits.length === 0) return;
    this.lines.resetFollowers();
    await readModel.commit(commits, lease);
    recordBatch(events, startedAt);
    for (const line of this.lines.all)
      line.position = commits.find(({ projection }) => projection === line.definition.name)?.to ?? line.position;
    for (const line of this.lines.all) this.positions.set(line.definition.name, line.position);
    this.parked.add(commits.flatMap(({ parked }) => parked));
    bus.publish({ position: this.positions.lowest(), changes: changesOf(commits), events });
    this.positions.notifyWaiters();
  }

  private reportLag({ events, live }: Batch): void {
    const last = live ? undefined : events.at(-1);
    const recordedAt = last ? (JSON.parse(last.metadata) as EventMetadata).recordedAt : null;
    this.ports.reporter.progress(
      this.lines.all.map(({ definition }) => definition.name),
      recordedAt,
    );
  }
}
