import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailable } from '../event-store.js';
import type { Timing } from './timing.js';

/** How often something is tried again: pauses that grow, with jitter, until it is given up. */
export class Patience {
  private attempts = 0;
  private since = performance.now();

  constructor(
    private readonly timing: Timing,
    private readonly giveUpAfterMs = timing.giveUpAfterMs,
  ) {}

  reset(): void {
    this.attempts = 0;
    this.since = performance.now();
  }

  /** How long an attempt may take that would have `ms`: what is left until it is given up, but at least half of it. */
  atMost(ms: number): number {
    return Math.max(ms / 2, Math.min(ms, this.giveUpAfterMs - (performance.now() - this.since)));
  }

  /** Waits before the next attempt. Throws StoreUnavailable with the cause when there shall be none. */
  async pause(cause: unknown, signal?: AbortSignal): Promise<void> {
    const [shortest, longest] = this.timing.backoffMs;
    const most = Math.min(longest, shortest * 2 ** this.attempts++);
    const pauseMs = most * (0.5 + Math.random() / 2);
    if (performance.now() - this.since + pauseMs > this.giveUpAfterMs) throw unavailable(cause);
    await sleep(pauseMs, undefined, { signal }).catch(() => {});
  }
}

export function unavailable(cause: unknown): StoreUnavailable {
  const reason = cause instanceof Error ? cause.message || cause.constructor.name : String(cause);
  return new StoreUnavailable(`EventStoreDB did not do it in time: ${reason}`, { cause });
}

/** The promise's outcome, or StoreUnavailable when it has none in time or the signal comes first. */
export function within<T>(promise: Promise<T>, ms: number, what: string, signal?: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new StoreUnavailable(`${what}: no answer in ${Math.round(ms)} ms`));
    const aborted = () => reject(new StoreUnavailable(`${what}: aborted`));
    const timer = Number.isFinite(ms) ? setTimeout(late, ms) : undefined;
    signal?.addEventListener('abort', aborted, { once: true });
    if (signal?.aborted) aborted();
    promise.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', aborted);
    });
  });
}
