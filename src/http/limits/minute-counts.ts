const MINUTE_MS = 60_000;

/** Counts by name within a minute; the next minute begins at nought for all, so that nothing is kept longer than that. */
export class MinuteCounts {
  private counts = new Map<string, number>();
  private endsAt = 0;

  /** `now` in milliseconds; any steady clock. */
  constructor(
    private readonly most: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** 0 = within the limit; else the milliseconds until one may ask again. */
  add(name: string): number {
    const now = this.now();
    if (now >= this.endsAt) {
      this.counts = new Map();
      this.endsAt = now + MINUTE_MS;
    }
    const count = (this.counts.get(name) ?? 0) + 1;
    this.counts.set(name, count);
    return count > this.most ? this.endsAt - now : 0;
  }
}
