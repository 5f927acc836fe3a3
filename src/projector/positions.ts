import { CheckpointWaiters } from './waiters.js';

/** Up to where readers see each projection, and who waits until they see all of them further on. */
export class Checkpoints {
  private readonly byProjection = new Map<string, string | null>();
  readonly waiters: CheckpointWaiters;

  constructor(private readonly compare: (a: string, b: string) => number) {
    this.waiters = new CheckpointWaiters(compare);
  }

  /** Null = nothing of it is projected yet. Who waits is told by `tell`. */
  set(projection: string, position: string | null): void {
    this.byProjection.set(projection, position);
  }

  /** The same for what may be told late: a projection that is further on already stays there. */
  advance(projection: string, position: string | null): void {
    const before = this.byProjection.get(projection) ?? null;
    if (before === null || (position !== null && this.compare(before, position) < 0)) this.set(projection, position);
  }

  /** Up to where readers see every projection; null = one of them is at its beginning. */
  lowest(): string | null {
    const positions = [...this.byProjection.values()];
    if (positions.length === 0 || positions.includes(null)) return null;
    return positions.reduce((a, b) => (this.compare(a!, b!) <= 0 ? a : b)) ?? null;
  }

  notifyWaiters(): void {
    this.waiters.advance(this.lowest());
  }
}
