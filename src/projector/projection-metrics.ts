import { Counter, Gauge, Histogram } from 'prom-client';
import type { StoredEvent } from '../event-store/event-store.js';
import { metrics } from '../observability/metrics.js';
import { traceProjected } from '../observability/tracing/tracing.js';
import type { ParkedStream } from './runner.js';

const registers = [metrics];

const parkedStreams = new Gauge({
  name: 'qorzhyn_parked_streams',
  help: 'Streams that wait because a projection could not fold one of their events, by projection',
  labelNames: ['projection'],
  registers,
});

const batchEvents = new Histogram({
  name: 'qorzhyn_projection_batch_events',
  help: 'Events that were projected together',
  buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_000],
  registers,
});

const batchSeconds = new Histogram({
  name: 'qorzhyn_projection_batch_seconds',
  help: 'How long a batch took from its first fold to the commit of what it changed',
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  registers,
});

const snapshotsKept = new Counter({
  name: 'qorzhyn_snapshots_kept_total',
  help: 'Snapshots of folds that this process stored',
  registers,
});

const snapshotKeptAt = new Gauge({
  name: 'qorzhyn_snapshot_kept_timestamp_seconds',
  help: 'When this process last stored a snapshot, seconds since 1970; 0 = it never did',
  registers,
});

export function countSavedSnapshot(): void {
  snapshotsKept.inc();
  snapshotKeptAt.setToCurrentTime();
}

/** After the commit. `startedAt` is in milliseconds since the epoch. */
export function recordBatch(events: readonly StoredEvent[], startedAt: number): void {
  traceProjected(events, startedAt);
  batchEvents.observe(events.length);
  batchSeconds.observe((Date.now() - startedAt) / 1000);
}

/** What waits now; a projection for which nothing waits any more is told as 0. */
export function setParkedStreams(projections: readonly { name: string }[], parked: readonly ParkedStream[]): void {
  for (const { name: projection } of projections)
    parkedStreams.set({ projection }, parked.filter((stream) => stream.projection === projection).length);
}
