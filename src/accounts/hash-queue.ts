import { availableParallelism } from 'node:os';
import type { Problem } from '../http/problem.js';
import { tooManyRequests } from '../http/rate-limits.js';

/** Leaves a processor to the boards, and one of libuv's four threads to files and compression. */
const AT_ONCE = Math.max(1, Math.min(3, availableParallelism() - 1));
/** Times `AT_ONCE`: about two seconds of work. */
const MOST_WAITING = 40;
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

  constructor(private readonly atOnce = AT_ONCE) {}

  /** Throws 429 TOO_MANY_REQUESTS when the queue is full. */
  requireRoom(isKnown = false): void {
    if ((isKnown ? this.known : this.others).length >= MOST_WAITING * this.atOnce) throw tooManyRequests(RETRY_AFTER_S);
  }

  /** `isKnown` goes before all others. Throws 429 TOO_MANY_REQUESTS when the wait is long. */
  async run<Result>(work: () => Promise<Result>, isKnown = false): Promise<Result> {
    this.requireRoom(isKnown);
    if (this.running < this.atOnce) this.running += 1;
    else await this.wait(isKnown ? this.known : this.others);
    try {
      return await work();
    } finally {
      this.startNext();
    }
  }

  private wait(queue: Waiting[]): Promise<void> {
    return new Promise((start, refuse) => queue.push({ since: performance.now(), start, refuse }));
  }

  private startNext(): void {
    for (let next; (next = this.known.shift() ?? this.others.shift());) {
      if (performance.now() - next.since < LONGEST_WAIT_MS) return next.start();
      next.refuse(tooManyRequests(RETRY_AFTER_S));
    }
    this.running -= 1;
  }
}
