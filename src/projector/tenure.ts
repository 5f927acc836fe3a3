import { setTimeout as pause } from 'node:timers/promises';
import { type Lease, LEASE_MS, type LeaseClient } from './lease.js';

const RENEW_MS = LEASE_MS / 4;

/** The time for which this process has the lease: renews it until another process has taken it or this one gives it up. */
export class HeldLease {
  private readonly over = new AbortController();
  private readonly renewing: Promise<void>;

  constructor(
    readonly lease: Lease,
    private readonly seat: LeaseClient,
  ) {
    this.renewing = this.renew();
  }

  /** Aborted as soon as it is known that the lease is lost. A commit finds out by itself. */
  get lost(): AbortSignal {
    return this.over.signal;
  }

  /** Gives the lease up; the next process gets it at once. */
  async release(): Promise<void> {
    this.over.abort();
    await this.renewing;
    await this.seat.release().catch(() => undefined);
  }

  private async renew(): Promise<void> {
    const { signal } = this.over;
    while (!signal.aborted) {
      await pause(RENEW_MS, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      // A database that does not answer takes no lease away.
      const holds = await this.seat.renew(this.lease).catch(() => true);
      if (!holds) this.over.abort();
    }
  }
}
