import { once } from 'node:events';
import { Client } from 'pg';
import { backoffMs, sleep } from '../config/backoff.js';

const RETRY = { baseMs: 100, maxMs: 5_000 };

export interface ListenOptions {
  url: string;
  channel: string;
  /** Name of the connection in `pg_stat_activity`. */
  applicationName: string;
  onNotice(payload: string): void;
  onFault(error: Error): void;
  signal: AbortSignal;
}

/** Listens to a channel over its own connection until the signal aborts. Notices that arrive while it reconnects are lost. */
export async function listen({ url, channel, applicationName, onNotice, onFault, signal }: ListenOptions) {
  for (let failures = 0; !signal.aborted; failures++) {
    const client = new Client({
      connectionString: url,
      keepAlive: true,
      connectionTimeoutMillis: 3_000,
      query_timeout: 4_000,
      application_name: applicationName,
    });
    client.on('error', onFault);
    client.on('notification', ({ payload }) => onNotice(payload ?? ''));
    const ended = once(client, 'end', { signal }).catch(() => undefined);
    try {
      await client.connect();
      await client.query(`LISTEN ${channel}`);
      failures = 0;
      await ended;
    } catch (error) {
      onFault(error as Error);
      await sleep(backoffMs(failures, RETRY), signal);
    }
    await client.end().catch(() => undefined);
  }
}
