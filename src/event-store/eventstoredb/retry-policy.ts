import { backoffMs, sleep } from '../../config/backoff.js';
import { StoreMisconfigured, StoreUnavailable } from '../event-store.js';

export interface Timing {
  /** Time limit of one append attempt; the server's own write timeout is 2 s. */
  appendTimeoutMs: number;
  /** Time after which an append or a read gives up, failed attempts included. */
  giveUpAfterMs: number;
  /** Time limit for opening any read, and for each message of a stream read. */
  readTimeoutMs: number;
  /** Time limit per message of a read of the whole log; the server may skip many events. */
  stallMs: number;
  /** Shortest and longest pause before another attempt. */
  backoffMs: readonly [number, number];
}

/** Eight seconds outlast two losses of a leader (1–2 s of heartbeats, then an election). */
export const defaultTiming: Timing = {
  appendTimeoutMs: 3_000,
  giveUpAfterMs: 8_000,
  readTimeoutMs: 3_000,
  stallMs: 10_000,
  backoffMs: [100, 2_000],
};

/** Time limit of a call that begins when the outage already outlasted the retries. */
const PROBE_MS = 1_000;
/** Delay of a call that is refused at once; it slows callers in a loop. */
const REFUSAL_MS = 50;

/** The outage of a server, shared by all calls: a late call does not wait the full time again. */
export class Outage {
  private since: number | null = null;
  private lastFailure = -Infinity;
  private isProbed = false;

  /** `startedAt` is the time at which the failed attempt began. */
  failed(startedAt: number): void {
    this.since ??= startedAt;
    this.lastFailure = performance.now();
  }

  worked(): void {
    this.since = null;
  }

  /** The time from which a call counts its retries. Throws StoreUnavailable while another call probes the server. */
  async enter(giveUpAfterMs: number): Promise<{ since: number; leave(): void }> {
    const now = performance.now();
    // A failure that nobody has repeated since says nothing about the server as it is now.
    if (now - this.lastFailure > giveUpAfterMs) this.since = null;
    if (this.since === null || now - this.since < giveUpAfterMs) return { since: this.since ?? now, leave: () => {} };
    if (this.isProbed) {
      await sleep(REFUSAL_MS);
      throw new StoreUnavailable('EventStoreDB does not answer');
    }
    this.isProbed = true;
    return { since: this.since, leave: () => (this.isProbed = false) };
  }
}

/** Retries with growing pauses and jitter until the time is up. */
export class RetryPolicy {
  private attempts = 0;
  private startedAt = performance.now();

  constructor(
    private readonly timing: Timing,
    private readonly giveUpAfterMs = timing.giveUpAfterMs,
    since = performance.now(),
  ) {
    this.startedAt = since;
  }

  reset(): void {
    this.attempts = 0;
    this.startedAt = performance.now();
  }

  /** Time limit of the next attempt: at most `ms`, cut to the time that is left. */
  attemptMs(ms: number): number {
    const left = this.giveUpAfterMs - (performance.now() - this.startedAt);
    return left > ms ? ms : Math.max(left, Math.min(ms / 2, PROBE_MS));
  }

  /** Waits before the next attempt. Throws StoreMisconfigured when none can help, StoreUnavailable when the time is up. */
  async pause(cause: unknown, signal?: AbortSignal): Promise<void> {
    if (cause instanceof StoreMisconfigured && Number.isFinite(this.giveUpAfterMs)) throw cause;
    const [shortest, longest] = this.timing.backoffMs;
    const pauseMs = backoffMs(this.attempts++, { baseMs: shortest, maxMs: longest });
    if (performance.now() - this.startedAt + pauseMs > this.giveUpAfterMs) throw unavailable(cause);
    await sleep(pauseMs, signal);
  }
}

export function unavailable(cause: unknown): StoreUnavailable {
  const reason = cause instanceof Error ? cause.message || cause.constructor.name : String(cause);
  return new StoreUnavailable(`EventStoreDB did not answer in time: ${reason}`, { cause });
}

/** The promise's outcome, or StoreUnavailable when the time is up or the signal comes first. */
export function withTimeout<T>(promise: Promise<T>, ms: number, what: string, signal?: AbortSignal): Promise<T> {
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
