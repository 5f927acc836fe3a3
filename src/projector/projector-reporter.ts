import { Injectable } from '@nestjs/common';
import { Clock } from '../config/clock.js';
import type { StoredEvent } from '../event-store/event-store.js';
import { counter, gauge, histogram, projectionLagSeconds } from '../observability/metrics.js';
import { ServerLog } from '../observability/server-log.js';
import { traceProjected } from '../observability/tracing/tracing.js';
import type { Lease } from './lease.js';
import type { ParkedStream } from './read-model.js';
import type { ProjectionRegistry } from './runner.js';

const retries = counter('qorzhyn_projector_retries_total', 'Batches that were retried after a failure');
const isStopped = gauge('qorzhyn_projector_stopped', '1 when the read model does not belong to the history');
const isLeader = gauge('qorzhyn_projects', '1 in the process that holds the projector lease, 0 in the followers');
const epochs = gauge('qorzhyn_projector_epoch', 'Epoch of the last lease that this process acquired');
const parkedStreams = gauge(
  'qorzhyn_parked_streams',
  'Streams that are parked because a projection could not fold one of their events, by projection',
  'projection',
);
const batchEvents = histogram(
  'qorzhyn_projection_batch_events',
  'Events per projected batch',
  [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_000],
);
const batchSeconds = histogram(
  'qorzhyn_projection_batch_seconds',
  'Seconds from the first fold of a batch to its commit',
  [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
);
const snapshotsSaved = counter('qorzhyn_snapshots_kept_total', 'Snapshots that this process saved');
const snapshotSavedAt = gauge(
  'qorzhyn_snapshot_kept_timestamp_seconds',
  'Time of the last snapshot that this process saved, seconds since 1970; 0 = none',
);

/** Reports the events of the projector as log lines and metrics. */
@Injectable()
export class LogReporter {
  constructor(
    private readonly log: ServerLog,
    private readonly clock: Clock,
  ) {}

  parked({ projection, stream, type, eventId, error }: ParkedStream): void {
    this.log.error(`parked stream ${stream} in ${projection}: ${type} ${eventId} cannot be folded: ${error}`);
  }

  /** The read model belongs to another history or a newer program, so projecting stops until an operator acts. */
  stopped(error: Error): void {
    isStopped.set(1);
    this.log.error(`projector stopped: ${error.message}`);
  }

  /** The read model or the store failed; the batch will be retried. */
  retrying(error: Error): void {
    retries.inc();
    this.log.warn(`projection batch failed, retrying: ${error.message}`);
  }

  /** Null = this process does not hold the lease. */
  leaseChanged(lease: Lease | null): void {
    isLeader.set(lease ? 1 : 0);
    if (!lease) return;
    epochs.set(lease.epoch);
    this.log.info({ epoch: lease.epoch }, 'acquired projector lease');
  }

  /** Called after every batch with the time its last event was recorded; null = nothing is waiting. */
  progress(projections: readonly string[], oldestAt: string | null): void {
    const lag = oldestAt === null ? 0 : Math.max(0, (this.clock.now().getTime() - Date.parse(oldestAt)) / 1000);
    for (const projection of projections) projectionLagSeconds.set({ projection }, lag);
  }
}

export type ProjectorReporter = Pick<LogReporter, keyof LogReporter>;

/** The parked streams of all projections, shown as a metric and reported when one is added. */
export class ParkedStreams {
  private streams: readonly ParkedStream[] = [];

  constructor(
    private readonly registry: ProjectionRegistry,
    private readonly reporter: Pick<ProjectorReporter, 'parked'>,
  ) {}

  get count(): number {
    return this.streams.length;
  }

  replace(streams: readonly ParkedStream[]): void {
    const isKnown = ({ projection, stream }: ParkedStream) =>
      this.streams.some((one) => one.projection === projection && one.stream === stream);
    for (const stream of streams) if (!isKnown(stream)) this.reporter.parked(stream);
    this.streams = [...streams];
    for (const { name: projection } of this.registry.all())
      parkedStreams.set({ projection }, streams.filter((stream) => stream.projection === projection).length);
  }

  add(streams: readonly ParkedStream[]): void {
    this.replace([...this.streams, ...streams]);
  }
}

/** Called after the commit. `startedAt` is in milliseconds since the epoch. */
export function recordBatch(events: readonly StoredEvent[], startedAt: number): void {
  traceProjected(events, startedAt);
  batchEvents.observe(events.length);
  batchSeconds.observe((Date.now() - startedAt) / 1000);
}

export function countSavedSnapshot(): void {
  snapshotsSaved.inc();
  snapshotSavedAt.setToCurrentTime();
}
