import type { EventStore } from '../event-store/event-store.js';
import type { ProjectionBus } from './doorbell.js';
import type { Lease } from './lease.js';
import type { ProjectionRegistry } from './projection-registry.js';
import type { ReadModel } from './read-model.js';
import type { ParkedStream } from './runner.js';

/** What the projector reads, writes and tells. */
export interface ProjectorPorts {
  readonly store: EventStore;
  readonly readModel: ReadModel;
  readonly registry: ProjectionRegistry;
  readonly bus: ProjectionBus;
  readonly reporter: ProjectorReporter;
}

export interface ProjectorReporter {
  parked(stream: ParkedStream): void;
  /** The read model does not belong to the history or to this program: nothing is projected until an operator looks. */
  stopped(error: Error): void;
  /** Read model or store failed; the batch is tried again. */
  retrying(error: Error): void;
  /** After every batch: when the last of its events was recorded; null = nothing is waiting any more. */
  progress(projections: readonly string[], recordedAt: string | null): void;
  /** This process got the lease or, null, has none. */
  leaseChanged(lease: Lease | null): void;
}
