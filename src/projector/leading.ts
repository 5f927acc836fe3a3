import type { EventMetadata } from '../events/event.js';
import type { StoredEvent } from '../event-store/event-store.js';
import { type Batch, batches } from './batches.js';
import type { Lines } from './lines.js';
import type { News } from './news.js';
import type { ParkedStreams } from './parked-streams.js';
import type { Positions } from './positions.js';
import { changesOf } from './projected-changes.js';
import { tellBatch } from './projection-metrics.js';
import type { ProjectorPorts } from './projector-ports.js';
import type { Tenure } from './tenure.js';

/** What the process does that has the lease: folds the history batch by batch and writes what each changes. */
export class Leading {
  constructor(
    private readonly ports: ProjectorPorts,
    private readonly lines: Lines,
    private readonly positions: Positions,
    private readonly parked: ParkedStreams,
    private readonly news: News,
  ) {}

  /** Writes until the lease is lost. `worked` is told after every batch whether nothing more was waiting behind it. */
  async lead(tenure: Tenure, until: AbortSignal, worked: (live: boolean) => void): Promise<void> {
    const signal = AbortSignal.any([until, tenure.lost]);
    for await (const batch of batches(this.ports.store, this.positions.lowest(), signal)) {
      this.news.take();
      await this.project(batch.events, tenure);
      worked(batch.live);
      this.tellProgress(batch);
    }
  }

  private async project(events: readonly StoredEvent[], { lease }: Tenure): Promise<void> {
    const { doorbell, readModel } = this.ports;
    const startedAt = Date.now();
    const folded = await Promise.all(this.lines.all.map((line) => line.fold(events)));
    const commits = folded.filter((commit) => commit !== null);
    if (commits.length === 0) return;
    this.lines.unfollow();
    await readModel.commit(commits, lease);
    tellBatch(events, startedAt);
    for (const line of this.lines.all)
      line.position = commits.find(({ projection }) => projection === line.factory.name)?.to ?? line.position;
    for (const line of this.lines.all) this.positions.move(line.factory.name, line.position);
    this.parked.add(commits.flatMap(({ parked }) => parked));
    doorbell.ring({ position: this.positions.lowest(), changes: changesOf(commits), events });
    this.positions.tell();
  }

  private tellProgress({ events, live }: Batch): void {
    const last = live ? undefined : events.at(-1);
    const recordedAt = last ? (JSON.parse(last.metadata) as EventMetadata).recordedAt : null;
    this.ports.alarms.progress(
      this.lines.all.map(({ factory }) => factory.name),
      recordedAt,
    );
  }
}
