import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { HISTORY_CHANNEL } from './history.sql.js';

const MAX_PAUSE_MS = 5_000;

/** Tells at once of new events, of this process or of others. It may miss some: whoever waits also looks by itself now and then. */
export class Doorbell {
  /** The highest position heard of. */
  heard = 0n;
  private readonly waiting = new Set<() => void>();
  private readonly closed = new AbortController();
  private listening: Promise<void> | null = null;

  constructor(private readonly url: string) {}

  ring(position: bigint): void {
    if (position <= this.heard) return;
    this.heard = position;
    for (const wake of this.waiting) wake();
  }

  /** Ends when something beyond `position` was heard of, after `ms`, or at the signal. */
  wait(position: bigint, ms: number, signal: AbortSignal): Promise<void> {
    this.listening ??= this.listen();
    if (this.heard > position || signal.aborted) return Promise.resolve();
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
        application_name: 'qorzhyn doorbell',
      });
      client.on('error', () => undefined);
      client.on('notification', ({ payload }) => this.ring(BigInt(payload ?? '0')));
      const ended = once(client, 'end', { signal }).catch(() => undefined);
      try {
        await client.connect();
        await client.query(`LISTEN ${HISTORY_CHANNEL}`);
        failures = 0;
        await ended;
      } catch {
        await pause(Math.random() * Math.min(MAX_PAUSE_MS, 100 * 2 ** failures), undefined, { signal }).catch(
          () => undefined,
        );
      }
      await client.end().catch(() => undefined);
    }
  }
}
