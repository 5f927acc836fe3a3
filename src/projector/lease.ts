import { setTimeout as pause } from 'node:timers/promises';

/** The right to write live documents. One process holds it at a time, and each acquisition raises the epoch. */
export interface Lease {
  readonly epoch: number;
}

/** A lease expires after this time, in ms, unless it is renewed. The lease of a process that dies is free at once. */
export const LEASE_MS = 3_000;
const RENEW_MS = LEASE_MS / 4;

/** The checkpoint of one projection before and after a commit. */
export interface CheckpointMoved {
  projection: string;
  generation: number;
  from: string | null;
  to: string;
}

/** Receives notices from the other processes. Notices can get lost, so a listener also polls. */
export interface LeaseListener {
  /** The leader has committed; notices arrive in the order of the commits. */
  onCheckpointMoved(moves: readonly CheckpointMoved[]): void;
  onLeaseReleased(): void;
}

/** Competes with the other processes of a read model for its one lease. */
export interface LeaseClient {
  /** Null when another process holds the lease. Takes over a lease that has expired or whose owner is dead. */
  acquire(): Promise<Lease | null>;
  /** False when the lease was taken over or released. */
  renew(lease: Lease): Promise<boolean>;
  /** Releases the lease, if held, so that another process can acquire it at once. The client stays usable. */
  release(): Promise<void>;
}

/** Another process has taken over the lease; nothing was written. */
export class LeaseLost extends Error {
  constructor({ epoch }: Lease) {
    super(`lease ${epoch} was taken over by another process`);
  }
}

/** Renews an acquired lease until it is lost or released. */
export class HeldLease {
  private readonly abort = new AbortController();
  private readonly renewing: Promise<void>;

  constructor(
    readonly lease: Lease,
    private readonly client: LeaseClient,
  ) {
    this.renewing = this.renew();
  }

  /** Aborted when a renewal finds the lease lost. Commits check the epoch themselves. */
  get lost(): AbortSignal {
    return this.abort.signal;
  }

  async release(): Promise<void> {
    this.abort.abort();
    await this.renewing;
    await this.client.release().catch(() => undefined);
  }

  private async renew(): Promise<void> {
    const { signal } = this.abort;
    while (!signal.aborted) {
      await pause(RENEW_MS, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      // An unreachable database does not prove that the lease is lost.
      const isHeld = await this.client.renew(this.lease).catch(() => true);
      if (!isHeld) this.abort.abort();
    }
  }
}

/** Acquires and releases the lease of this process. */
export class LeaseManager {
  private held: HeldLease | null = null;

  constructor(
    private readonly client: LeaseClient,
    private readonly leaseChanged: (lease: Lease | null) => void,
  ) {}

  /** Null while this process does not hold the lease. */
  get heldLease(): HeldLease | null {
    return this.held;
  }

  /** False when another process holds the lease. */
  async acquire(): Promise<boolean> {
    if (this.held) return true;
    const lease = await this.client.acquire();
    if (lease) this.held = new HeldLease(lease, this.client);
    this.leaseChanged(lease);
    return lease !== null;
  }

  async release(): Promise<void> {
    const { held } = this;
    this.held = null;
    this.leaseChanged(null);
    await (held ? held.release() : this.client.release().catch(() => undefined));
  }
}
