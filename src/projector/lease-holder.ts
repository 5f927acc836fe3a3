import type { Seat } from './lease.js';
import type { ProjectorAlarms } from './projector-ports.js';
import { Tenure } from './tenure.js';

/** Takes the lease for this process and gives it up. */
export class LeaseHolder {
  private held: Tenure | null = null;

  constructor(
    private readonly seat: Seat,
    private readonly alarms: Pick<ProjectorAlarms, 'projects'>,
  ) {}

  /** Null = another process has the lease, or nobody. */
  get tenure(): Tenure | null {
    return this.held;
  }

  /** False = another process has it. */
  async take(): Promise<boolean> {
    if (this.held) return true;
    const lease = await this.seat.acquire();
    if (lease) this.held = new Tenure(lease, this.seat);
    this.alarms.projects(lease);
    return lease !== null;
  }

  async giveUp(): Promise<void> {
    const { held } = this;
    this.held = null;
    this.alarms.projects(null);
    await (held ? held.end() : this.seat.leave().catch(() => undefined));
  }
}
