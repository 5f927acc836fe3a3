/** A first-in-first-out mutex per key. */
export class KeyedMutex {
  private readonly tails = new Map<string, Promise<unknown>>();

  /** Runs `work` after all earlier work of the key has ended, whether it failed or not. */
  async run<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const earlier = this.tails.get(key) ?? Promise.resolve();
    const current = earlier.then(work, work);
    this.tails.set(key, current);
    try {
      return await current;
    } finally {
      if (this.tails.get(key) === current) this.tails.delete(key);
    }
  }
}
