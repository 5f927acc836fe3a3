import type { LeaseClient } from './lease.js';
import type { ProjectorReporter } from './projector-ports.js';
import { HeldLease } from './tenure.js';

/** Takes the lease for this process and gives it up. */
export class LeaseManager {
  private held: HeldLease | null = null;

  constructor(
    private readonly seat: LeaseClient,
    private readonly alarms: Pick<ProjectorReporter, 'leaseChanged'>,
  ) {}

  /** Null = another process has the lease, or nobody. */
  get heldLease(): HeldLease | null {
    return this.held;
  }

  /** False = another process has it. */
  async acquire(): Promise<boolean> {
    if (this.held) return true;
    const lease = await this.seat.acquire();
    if (lease) this.held = new HeldLease(lease, this.seat);
    this.alarms.leaseChanged(lease);
    return lease !== null;
  }

  async release(): Promise<void> {
    const { held } = this;
    this.held = null;
    this.alarms.leaseChanged(null);
    await (held ? held.release() : this.seat.release().catch(() => undefined));
  }
}
