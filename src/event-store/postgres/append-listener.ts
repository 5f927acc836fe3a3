import { once } from 'node:events';
import { Client } from 'pg';
import { backoffMs, sleep } from '../../config/backoff.js';
import { HISTORY_CHANNEL } from './history.sql.js';

const RETRY = { baseMs: 100, maxMs: 5_000 };

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
    this.listening ??= this.listen();
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

  private async listen(): Promise<void> {
    const { signal } = this.closed;
    for (let failures = 0; !signal.aborted; failures++) {
      const client = new Client({
        connectionString: this.url,
        keepAlive: true,
        connectionTimeoutMillis: 3_000,
        application_name: 'qorzhyn listener',
      });
      client.on('error', () => undefined);
      client.on('notification', ({ payload }) => this.report(BigInt(payload ?? '0')));
      const ended = once(client, 'end', { signal }).catch(() => undefined);
      try {
        await client.connect();
        await client.query(`LISTEN ${HISTORY_CHANNEL}`);
        failures = 0;
        await ended;
      } catch {
        await sleep(backoffMs(failures, RETRY), signal);
      }
      await client.end().catch(() => undefined);
    }
  }
}
