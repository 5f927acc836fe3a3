import { createAdapter } from '@socket.io/postgres-adapter';
import { Injectable, Logger } from '@nestjs/common';
import type { Namespace } from 'socket.io';
import { DataSource } from 'typeorm';
import { AppConfig } from '../../config/environment.js';
import { socketLinkFaults } from '../../observability/metrics.js';
import { openListenPool } from './listen-pool.js';

/** The adapter's table of large messages stays empty; the longest timer there is, in ms. */
const NEVER_MS = 2_147_483_647;

/** Messages between the socket servers of the processes on one PostgreSQL. Board changes are not among them. */
@Injectable()
export class SocketCluster {
  private readonly log = new Logger(SocketCluster.name);

  constructor(
    private readonly config: AppConfig,
    private readonly database: DataSource,
  ) {}

  /** A process with the embedded database is the only one and joins nothing. */
  join(namespace: Namespace): void {
    if (this.config.DATABASE_URL === undefined) return;
    const listening = openListenPool(
      {
        connectionString: (this.database.options as { url?: string }).url,
        keepAlive: true,
        connectionTimeoutMillis: 1_500,
        query_timeout: 4_000,
        application_name: 'qorzhyn sockets',
      },
      (error) => this.fault(error),
    );
    const adapterOf = createAdapter(listening.pool, {
      cleanupInterval: NEVER_MS,
      errorHandler: (error) => this.fault(error),
    });
    namespace.server.adapter(function PostgresLink(nsp: Namespace) {
      const adapter = adapterOf(nsp);
      const { close } = adapter;
      adapter.close = () => {
        listening.close();
        return close.call(adapter);
      };
      return adapter;
    } as never);
  }

  /** Sends to every other process, at most once. */
  publish(namespace: Namespace, name: string, body: string): void {
    if (this.config.DATABASE_URL !== undefined) namespace.serverSideEmit(name, body);
  }

  subscribe(namespace: Namespace, name: string, listener: (body: string) => void): void {
    namespace.on(name as 'connection', listener as never);
  }

  /** Subscribers must recheck by themselves what a lost message would have said. */
  private fault(error: Error): void {
    socketLinkFaults.inc();
    this.log.warn(`socket cluster connection failed: ${error.message}`);
  }
}
