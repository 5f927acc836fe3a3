import { sleep } from '../config/backoff.js';

/** A lease expires after this time unless it is renewed. The lease of a process that dies is free at once. */
export const LEASE_MS = 3_000;
const RENEW_MS = LEASE_MS / 4;

/** The right to write live documents. One process holds it at a time, and each acquisition raises the epoch. */
export interface Lease {
  readonly epoch: number;
}

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

export interface HeldLease {
  readonly lease: Lease;
  /** Aborted when a renewal finds the lease lost. Commits check the epoch themselves. */
  readonly lost: AbortSignal;
}

/** Acquires the lease of this process, renews it until it is lost, and releases it. */
export class LeaseManager {
  /** Null while this process does not hold the lease. */
  held: HeldLease | null = null;
  private ended = new AbortController();
  private renewing: Promise<void> | undefined;

  constructor(
    private readonly client: LeaseClient,
    private readonly leaseChanged: (lease: Lease | null) => void,
  ) {}

  /** False when another process holds the lease. */
  async acquire(): Promise<boolean> {
    if (this.held) return true;
    const lease = await this.client.acquire();
    if (lease) {
      this.ended = new AbortController();
      this.held = { lease, lost: this.ended.signal };
      this.renewing = this.renew(lease, this.ended);
    }
    this.leaseChanged(lease);
    return lease !== null;
  }

  async release(): Promise<void> {
    this.held = null;
    this.leaseChanged(null);
    this.ended.abort();
    await this.renewing;
    await this.client.release().catch(() => undefined);
  }

  private async renew(lease: Lease, ended: AbortController): Promise<void> {
    for (;;) {
      await sleep(RENEW_MS, ended.signal);
      if (ended.signal.aborted) return;
      // An unreachable database does not prove that the lease is lost.
      if (!(await this.client.renew(lease).catch(() => true))) ended.abort();
    }
  }
}
