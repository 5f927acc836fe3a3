import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { DataSource } from 'typeorm';
import { metrics } from '../observability/metrics.js';

/** The counts that a pool of `pg` keeps. */
interface Pool {
  totalCount: number;
  idleCount: number;
  waitingCount: number;
}

const pools = new Set<Pool>();
const sum = (count: (pool: Pool) => number) => [...pools].reduce((all, pool) => all + count(pool), 0);

export const poolConnections = new Gauge({
  name: 'qorzhyn_pool_connections',
  help: 'Connections of the database pool by state (busy, idle), and requests that wait for one (waiting)',
  labelNames: ['state'],
  registers: [metrics],
  collect() {
    this.set(
      { state: 'busy' },
      sum(({ totalCount, idleCount }) => totalCount - idleCount),
    );
    this.set(
      { state: 'idle' },
      sum(({ idleCount }) => idleCount),
    );
    this.set(
      { state: 'waiting' },
      sum(({ waitingCount }) => waitingCount),
    );
  },
});

/** Reports the pool of this server while it runs. */
@Injectable()
export class PoolMetrics implements OnModuleDestroy {
  private readonly pool: Pool;

  constructor(source: DataSource) {
    this.pool = (source.driver as unknown as { master: Pool }).master;
    pools.add(this.pool);
  }

  onModuleDestroy(): void {
    pools.delete(this.pool);
  }
}
