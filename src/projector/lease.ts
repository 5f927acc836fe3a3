/** The right to write live documents; one process has it at a time. Each new one has a higher epoch. */
export interface Lease {
  readonly epoch: number;
}

/** How long a lease lasts unless it is renewed, ms. A process that dies loses it at once, one that is stopped or cut off after this time. */
export const LEASE_MS = 3_000;

/** From where to where a commit moved one projection. */
export interface CheckpointMoved {
  projection: string;
  generation: number;
  from: string | null;
  to: string;
}

/** Told to a seat. Some of it may get lost: whoever relies on it also looks by himself now and then. */
export interface LeaseListener {
  /** The process that projects has committed: all in the order of its commits. */
  onCheckpointMoved(moves: readonly CheckpointMoved[]): void;
  /** The lease was given up. */
  onLeaseReleased(): void;
}

/** The place of one process among those that use a read model. */
export interface LeaseClient {
  /** Null = another process has the lease. Frees the one of a process that died or did not renew it in time. */
  acquire(): Promise<Lease | null>;
  /** False = another process has taken it, or it was given up. */
  renew(lease: Lease): Promise<boolean>;
  /** Gives up a lease that is held, so that another process gets it at once. The seat may be used again. */
  release(): Promise<void>;
}

/** Another process has the right to write now; nothing was written. */
export class LeaseLost extends Error {
  constructor({ epoch }: Lease) {
    super(`another process projects since: the lease ${epoch} is lost`);
  }
}
