import { createAdapter } from '@socket.io/postgres-adapter';
import { Injectable, Logger } from '@nestjs/common';
import type { Namespace } from 'socket.io';
import { DataSource } from 'typeorm';
import { AppConfig } from '../../config/environment.js';
import { socketLinkFaults } from '../../observability/metrics.js';
import { listeningLink } from './listening-link.js';

/** Its table of large messages is never used, so nothing is ever to be cleaned; the longest time a timer takes, ms. */
const NEVER_MS = 2_147_483_647;

/** What the processes on one PostgreSQL tell each other about their sockets. Board changes are not among it. */
@Injectable()
export class BetweenProcesses {
  private readonly log = new Logger('sockets between processes');

  constructor(
    private readonly config: AppConfig,
    private readonly database: DataSource,
  ) {}

  /** With the embedded database a process is alone: nothing is joined. */
  join(namespace: Namespace): void {
    if (this.config.DATABASE_URL === undefined) return;
    const link = listeningLink(
      {
        connectionString: (this.database.options as { url?: string }).url,
        keepAlive: true,
        connectionTimeoutMillis: 1_500,
        query_timeout: 4_000,
        application_name: 'qorzhyn sockets',
      },
      (error) => this.fault(error),
    );
    const adapterOf = createAdapter(link.pool, {
      cleanupInterval: NEVER_MS,
      errorHandler: (error) => this.fault(error),
    });
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

  /** What is lost by it is noticed by whoever looks again. */
  private fault(error: Error): void {
    socketLinkFaults.inc();
    this.log.warn(error.message);
  }
}
