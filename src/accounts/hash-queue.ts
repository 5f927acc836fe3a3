import type { Problem } from '../http/problem.js';
import { tooManyRequests } from '../http/rate-limits.js';

/** Fewer than libuv has threads, so that files and compression do not wait for passwords. */
const AT_ONCE = 2;
/** About two seconds of work. */
const MOST_WAITING = 80;
const RETRY_AFTER_S = 2;
/** Longer than a full queue takes, for a database that hangs. */
const LONGEST_WAIT_MS = 4_000;

interface Waiting {
  since: number;
  start(): void;
  refuse(problem: Problem): void;
}

/** Runs a few hashes at once and lets a few wait, so that boards keep a share of the processors. */
export class HashQueue {
  private running = 0;
  private readonly known: Waiting[] = [];
  private readonly others: Waiting[] = [];

  /** `isKnown` goes before all others. Throws 429 TOO_MANY_REQUESTS when the wait is long. */
  async run<Result>(work: () => Promise<Result>, isKnown = false): Promise<Result> {
    if (this.running < AT_ONCE) this.running += 1;
    else await this.wait(isKnown ? this.known : this.others);
    try {
      return await work();
    } finally {
      this.startNext();
    }
  }

  private async wait(queue: Waiting[]): Promise<void> {
    if (queue.length >= MOST_WAITING) throw tooManyRequests(RETRY_AFTER_S);
    await new Promise<void>((start, refuse) => queue.push({ since: performance.now(), start, refuse }));
  }

  private startNext(): void {
    for (let next; (next = this.known.shift() ?? this.others.shift());) {
      if (performance.now() - next.since < LONGEST_WAIT_MS) return next.start();
      next.refuse(tooManyRequests(RETRY_AFTER_S));
    }
    this.running -= 1;
  }
}
