import { Counter, Gauge } from 'prom-client';
import type { Clock } from '../config/clock.js';
import type { ServerLog } from '../observability/server-log.js';
import { metrics, projectionLagSeconds } from '../observability/metrics.js';
import type { Lease } from './lease.js';
import type { ProjectorReporter } from './projector-ports.js';
import type { ParkedStream } from './runner.js';

const registers = [metrics];
const retries = new Counter({
  name: 'qorzhyn_projector_retries_total',
  help: 'Batches that were projected again after a failure',
  registers,
});
const isStopped = new Gauge({
  name: 'qorzhyn_projector_stopped',
  help: '1 when the read model does not belong to the history',
  registers,
});

const leads = new Gauge({
  name: 'qorzhyn_projects',
  help: '1 in the process that writes the read models, 0 in those that follow it',
  registers,
});
const epochs = new Gauge({
  name: 'qorzhyn_projector_epoch',
  help: 'Number of the lease under which this process projects or did so last',
  registers,
});

/** Alarms of the projector as log lines and metrics. */
export class LogReporter implements ProjectorReporter {
  constructor(
    private readonly log: ServerLog,
    private readonly clock: Clock,
  ) {}

  parked(stream: ParkedStream): void {
    this.log.error(
      `${stream.projection} cannot fold ${stream.type} ${stream.eventId} of ${stream.stream}: ${stream.error}; the stream waits, others go on`,
    );
  }

  stopped(error: Error): void {
    isStopped.set(1);
    this.log.error(`projections stopped: ${error.message}`);
  }

  retrying(error: Error): void {
    retries.inc();
    this.log.warn(`projecting is tried again: ${error.message}`);
  }

  leaseChanged(lease: Lease | null): void {
    leads.set(lease ? 1 : 0);
    if (lease) epochs.set(lease.epoch);
    if (lease) this.log.log(`this process projects, lease ${lease.epoch}`);
  }

  progress(projections: readonly string[], oldest: string | null): void {
    const lag = oldest === null ? 0 : Math.max(0, (this.clock.now().getTime() - Date.parse(oldest)) / 1000);
    for (const projection of projections) projectionLagSeconds.set({ projection }, lag);
  }
}
