import { hostname } from 'node:os';
import { Client } from 'pg';
import { type Lease, LEASE_MS, type LeaseClient, type LeaseListener } from '../lease.js';
import { parseNotice, READ_MODEL_CHANNEL } from './announcer.js';

/** With the epoch as second number: a session that holds it lives. */
const SESSION_LOCK = 7_113_022;
const VACANT = 'vacant';

/**
 * A seat is one connection: it hears the notices, and as long as it stands the lease of its epoch has a living owner. The row is the truth:
 * without the connection a lease can be taken, and only the epoch in the row says who may write.
 */
export class PostgresLease implements LeaseClient {
  private connected: Promise<Client> | null = null;
  private lease: Lease | null = null;
  /** The connection that holds the session lock of the lease. */
  private lockedBy: Client | null = null;

  constructor(
    private readonly url: string,
    private readonly listener: LeaseListener,
  ) {}

  acquire(): Promise<Lease | null> {
    return this.with(async (client) => {
      const { rows: found } = await client.query<{ epoch: number; free: boolean }>(
        `SELECT epoch, owner IS NULL OR expires_at < clock_timestamp() OR pg_try_advisory_xact_lock($1, epoch) AS free
         FROM read_model.lease`,
        [SESSION_LOCK],
      );
      if (!found[0]?.free) return null;
      // Locked before others see the new epoch: they would take it for that of a dead process.
      const { rows } = await client.query<Lease>(
        `UPDATE read_model.lease SET epoch = epoch + 1, owner = $1, expires_at = clock_timestamp() + $2 * interval '1 ms'
         WHERE epoch = $3 RETURNING epoch, pg_advisory_lock($4, epoch)`,
        [`${hostname()}:${process.pid}`, LEASE_MS, found[0].epoch, SESSION_LOCK],
      );
      this.lease = rows[0] ? { epoch: rows[0].epoch } : null;
      this.lockedBy = client;
      return this.lease;
    });
  }

  renew(lease: Lease): Promise<boolean> {
    return this.with(async (client) => {
      if (this.lockedBy !== client) await client.query('SELECT pg_advisory_lock($1, $2)', [SESSION_LOCK, lease.epoch]);
      this.lockedBy = client;
      const { rowCount } = await client.query(
        `UPDATE read_model.lease SET expires_at = clock_timestamp() + $2 * interval '1 ms' WHERE epoch = $1 AND owner IS NOT NULL`,
        [lease.epoch, LEASE_MS],
      );
      return rowCount === 1;
    });
  }

  async release(): Promise<void> {
    const { lease } = this;
    this.lease = null;
    try {
      if (lease)
        await this.with((client) =>
          client.query(
            `WITH given AS (UPDATE read_model.lease SET owner = NULL, expires_at = '-infinity' WHERE epoch = $1 RETURNING 1)
             SELECT pg_notify('${READ_MODEL_CHANNEL}', '${VACANT}') FROM given`,
            [lease.epoch],
          ),
        );
    } finally {
      const client = await this.connected?.catch(() => null);
      this.connected = null;
      await client?.end().catch(() => undefined);
    }
  }

  /** A connection that failed once is not trusted any more; the next call makes a new one. */
  private async with<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const connected = (this.connected ??= this.connect());
    try {
      return await work(await connected);
    } catch (error) {
      if (this.connected === connected) this.connected = null;
      void connected.then((client) => client.end()).catch(() => undefined);
      throw error;
    }
  }

  private async connect(): Promise<Client> {
    const client = new Client({
      connectionString: this.url,
      keepAlive: true,
      connectionTimeoutMillis: 1_500,
      statement_timeout: 3_900,
      query_timeout: 4_000,
      application_name: 'qorzhyn projector',
    });
    client.on('error', () => undefined);
    client.on('notification', ({ payload }) => this.hear(payload ?? VACANT));
    try {
      await client.connect();
      await client.query(`LISTEN ${READ_MODEL_CHANNEL}`);
      return client;
    } catch (error) {
      void client.end().catch(() => undefined);
      throw error;
    }
  }

  private hear(payload: string): void {
    if (payload === VACANT) return this.listener.onLeaseReleased();
    const moves = parseNotice(payload);
    if (moves) this.listener.onCheckpointMoved(moves);
  }
}
