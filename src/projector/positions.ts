import { Waiters } from './waiters.js';

/** Up to where readers see each projection, and who waits until they see all of them further on. */
export class Positions {
  private readonly byProjection = new Map<string, string | null>();
  readonly waiters: Waiters;

  constructor(private readonly compare: (a: string, b: string) => number) {
    this.waiters = new Waiters(compare);
  }

  /** Null = nothing of it is projected yet. Who waits is told by `tell`. */
  move(projection: string, position: string | null): void {
    this.byProjection.set(projection, position);
  }

  /** The same for what may be told late: a projection that is further on already stays there. */
  advance(projection: string, position: string | null): void {
    const before = this.byProjection.get(projection) ?? null;
    if (before === null || (position !== null && this.compare(before, position) < 0)) this.move(projection, position);
  }

  /** Up to where readers see every projection; null = one of them is at its beginning. */
  lowest(): string | null {
    const positions = [...this.byProjection.values()];
    if (positions.length === 0 || positions.includes(null)) return null;
    return positions.reduce((a, b) => (this.compare(a!, b!) <= 0 ? a : b)) ?? null;
  }

  tell(): void {
    this.waiters.reach(this.lowest());
  }
}
