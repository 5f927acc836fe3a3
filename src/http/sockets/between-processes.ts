import { createAdapter } from '@socket.io/postgres-adapter';
import { Injectable } from '@nestjs/common';
import { Pool, type PoolClient } from 'pg';
import type { Namespace } from 'socket.io';
import { DataSource } from 'typeorm';
import { AppConfig } from '../../config/environment.js';

/** Its table of large messages is never used, so nothing is ever to be cleaned; the longest time a timer takes, ms. */
const NEVER_MS = 2_147_483_647;

/** What the processes on one PostgreSQL tell each other about their sockets. Board changes are not among it. */
@Injectable()
export class BetweenProcesses {
  constructor(
    private readonly config: AppConfig,
    private readonly database: DataSource,
  ) {}

  /** With the embedded database a process is alone: nothing is joined. */
  join(namespace: Namespace): void {
    if (this.config.DATABASE_URL === undefined) return;
    const pool = new Pool({
      connectionString: (this.database.options as { url?: string }).url,
      max: 2,
      keepAlive: true,
      connectionTimeoutMillis: 1_500,
      query_timeout: 4_000,
      application_name: 'qorzhyn sockets',
    });
    pool.on('error', () => undefined);
    const link = linkTo(pool);
    const adapterOf = createAdapter(link.pool, { cleanupInterval: NEVER_MS, errorHandler: () => undefined });
    namespace.server.adapter(function PostgresLink(nsp: Namespace) {
      const adapter = adapterOf(nsp);
      const { close } = adapter;
      adapter.close = () => {
        link.close();
        return close.call(adapter);
      };
      return adapter;
    } as never);
  }

  /** Calls `name` in every other process. What gets lost on the way is not repeated. */
  tell(namespace: Namespace, name: string, what: string): void {
    if (this.config.DATABASE_URL !== undefined) namespace.serverSideEmit(name, what);
  }

  hear(namespace: Namespace, name: string, listener: (what: string) => void): void {
    namespace.on(name as 'connection', listener as never);
  }
}

/** The adapter connects again for ever, and keeps a connection it gets after its end: so after the end it gets none. */
function linkTo(pool: Pool): { pool: Pool; close(): void } {
  let isClosed = false;
  const connect = async (): Promise<PoolClient> => {
    const client = isClosed ? null : await pool.connect();
    if (!isClosed) {
      client!.on('error', () => undefined);
      return client!;
    }
    client?.release(true);
    return new Promise(() => undefined);
  };
  const query = (sql: string, values?: unknown[]) => pool.query(sql, values);
  return {
    pool: { connect, query } as unknown as Pool,
    close: () => {
      if (isClosed) return;
      isClosed = true;
      // The adapter gives its connection back in this turn.
      setImmediate(() => void pool.end().catch(() => undefined));
    },
  };
}
