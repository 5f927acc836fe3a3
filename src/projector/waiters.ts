interface Waiter {
  position: string;
  done(reached: boolean): void;
}

/** Those who wait until a position is projected. */
export class CheckpointWaiters {
  private readonly waiting = new Set<Waiter>();
  /** Null = nothing is projected yet. */
  reached: string | null = null;

  constructor(private readonly compare: (a: string, b: string) => number) {}

  /**
   * False when the time was up, or the projector stopped, before the position was reached. Throws what `compare` throws for a text that is
   * no position: kept among those who wait it would stop the projector.
   */
  waitFor(position: string, timeoutMs: number): Promise<boolean> {
    this.compare(position, position);
    if (this.isReached(position)) return Promise.resolve(true);
    return new Promise((resolve) => {
      const timer = setTimeout(() => waiter.done(false), timeoutMs);
      const waiter: Waiter = {
        position,
        done: (reached) => {
          clearTimeout(timer);
          this.waiting.delete(waiter);
          resolve(reached);
        },
      };
      this.waiting.add(waiter);
    });
  }

  advance(position: string | null): void {
    this.reached = position;
    for (const waiter of this.waiting) if (this.isReached(waiter.position)) waiter.done(true);
  }

  cancelAll(): void {
    for (const waiter of this.waiting) waiter.done(false);
  }

  private isReached(position: string): boolean {
    return this.reached !== null && this.compare(position, this.reached) <= 0;
  }
}
