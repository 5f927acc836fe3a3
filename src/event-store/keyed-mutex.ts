import { isDatabaseGone } from '../postgres/database-errors.js';
import { StoreUnavailable } from './event-store.js';

export const isUnavailable = (error: unknown) => error instanceof StoreUnavailable || isDatabaseGone(error);

/** A first-in-first-out mutex per key. */
export class KeyedMutex {
  private readonly tails = new Map<string, Promise<unknown>>();

  /**
   * Runs `work` after all earlier work of the key has ended, whether it failed or not. An unavailable store fails all
   * waiting work at once, because each would wait for the store in its turn.
   */
  async run<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const earlier = this.tails.get(key) ?? Promise.resolve();
    const current = earlier.then(work, (error: unknown) => {
      if (isUnavailable(error)) throw error;
      return work();
    });
    this.tails.set(key, current);
    try {
      return await current;
    } finally {
      if (this.tails.get(key) === current) this.tails.delete(key);
    }
  }
}
