import { hostname } from 'node:os';
import { Client } from 'pg';
import { z } from 'zod';
import { type CheckpointMoved, type Lease, LEASE_MS, type LeaseClient, type LeaseListener } from '../lease.js';

/** First key of the session advisory lock (key, epoch), which PostgreSQL holds while the owner's connection lives. */
const SESSION_LOCK = 7_113_022;
const CHANNEL = 'qorzhyn_read_model';
const RELEASED = 'vacant';
/** PostgreSQL refuses payloads of 8,000 bytes. */
const MAX_NOTICE_CHARACTERS = 7_500;

/**
 * Competes for the row `read_model.lease` over one connection, which also receives the notices. The epoch in the row decides who may
 * write. The session lock only frees the lease of a dead process early.
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
    return this.withClient(async (client) => {
      const { rows: found } = await client.query<{ epoch: number; free: boolean }>(
        `SELECT epoch, owner IS NULL OR expires_at < clock_timestamp() OR pg_try_advisory_xact_lock($1, epoch) AS free
         FROM read_model.lease`,
        [SESSION_LOCK],
      );
      if (!found[0]?.free) return null;
      // The same statement takes the session lock: an unlocked epoch would look like that of a dead process.
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
    return this.withClient(async (client) => {
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
        await this.withClient((client) =>
          client.query(
            `WITH released AS (UPDATE read_model.lease SET owner = NULL, expires_at = '-infinity' WHERE epoch = $1 RETURNING 1)
             SELECT pg_notify('${CHANNEL}', '${RELEASED}') FROM released`,
            [lease.epoch],
          ),
        );
    } finally {
      const client = await this.connected?.catch(() => null);
      this.connected = null;
      await client?.end().catch(() => undefined);
    }
  }

  /** Drops the connection after an error; the next call opens a new one. */
  private async withClient<T>(work: (client: Client) => Promise<T>): Promise<T> {
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
    client.on('notification', ({ payload }) => this.onNotification(payload ?? RELEASED));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      return client;
    } catch (error) {
      void client.end().catch(() => undefined);
      throw error;
    }
  }

  private onNotification(payload: string): void {
    if (payload === RELEASED) return this.listener.onLeaseReleased();
    const moves = parseNotice(payload);
    if (moves) this.listener.onCheckpointMoved(moves);
  }
}

const noticeSchema = z.array(z.tuple([z.string(), z.number(), z.string().nullable(), z.string()]));

/**
 * Notifies the lease clients of other processes of commits, one statement at a time and in order. It runs after the commit, because
 * NOTIFY inside a transaction holds a database-wide lock through the flush. Clients poll for lost notices.
 */
export class CheckpointNotifier {
  private sending: Promise<unknown> = Promise.resolve();

  constructor(private readonly query: (sql: string, values: unknown[]) => Promise<unknown>) {}

  notify(moves: readonly CheckpointMoved[]): void {
    const notice: z.infer<typeof noticeSchema> = moves.map((one) => [one.projection, one.generation, one.from, one.to]);
    const text = JSON.stringify(notice);
    if (text.length > MAX_NOTICE_CHARACTERS) return;
    this.sending = this.sending
      .then(() => this.query('SELECT pg_notify($1, $2)', [CHANNEL, text]))
      .catch(() => undefined);
  }
}

/** Null for a payload of another sender: every user of the database may notify the channel. */
function parseNotice(payload: string): CheckpointMoved[] | null {
  try {
    const notice = noticeSchema.parse(JSON.parse(payload));
    return notice.map(([projection, generation, from, to]) => ({ projection, generation, from, to }));
  } catch {
    return null;
  }
}
