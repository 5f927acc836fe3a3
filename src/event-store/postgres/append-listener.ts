import { listen } from '../../postgres/listen.js';
import { HISTORY_CHANNEL } from './history.sql.js';

/** Reports appends of this process and, by LISTEN, of others. A notification may be lost, so subscriptions poll as well. */
export class AppendListener {
  /** The highest position reported so far. */
  latest = 0n;
  private readonly waiting = new Set<() => void>();
  private readonly closed = new AbortController();
  private listening: Promise<void> | null = null;

  constructor(private readonly url: string) {}

  report(position: bigint): void {
    if (position <= this.latest) return;
    this.latest = position;
    for (const wake of this.waiting) wake();
  }

  /** Ends when a position beyond `position` is reported, after `ms`, or at the signal. */
  wait(position: bigint, ms: number, signal: AbortSignal): Promise<void> {
    this.listening ??= listen({
      url: this.url,
      channel: HISTORY_CHANNEL,
      applicationName: 'qorzhyn listener',
      onNotice: (payload) => this.report(BigInt(payload)),
      onFault: () => undefined,
      signal: this.closed.signal,
    });
    if (this.latest > position || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        this.waiting.delete(wake);
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      signal.addEventListener('abort', wake, { once: true });
      this.waiting.add(wake);
    });
  }

  async close(): Promise<void> {
    this.closed.abort();
    await this.listening;
  }
}
