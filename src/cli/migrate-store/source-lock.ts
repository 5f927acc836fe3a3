import { Client } from 'pg';
import { APPEND_LOCK, SEAL, UNSEAL } from '../../event-store/postgres/history.sql.js';

/** One that moves a history holds this in every PostgreSQL that takes part. */
const MOVE_LOCK = 7_113_102;

/** Keeps others from moving the same history, and its writers waiting or away when it is time. */
export class SourceLock {
  private constructor(private readonly client: Client) {}

  /** Throws when the database takes part in another move, or is both source and target. */
  static async take(url: string, name: string): Promise<SourceLock> {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000, keepAlive: true });
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [MOVE_LOCK]);
    if (rows[0]?.taken) return new SourceLock(client);
    await client.end();
    throw new Error(`${name} takes part in a move already: is it source and target, or does another move run?`);
  }

  /** From here on every append waits, and its client is told to come again, until `end`. */
  async holdAppends(): Promise<void> {
    await this.client.query("SET lock_timeout = '10s'");
    await this.client.query('SELECT pg_advisory_lock($1)', [APPEND_LOCK]);
  }

  /** Nothing is ever added again, whoever tries. */
  async seal(): Promise<void> {
    await this.client.query(SEAL);
  }

  /** Is what a history needs that comes back to a place it left. */
  async unseal(): Promise<void> {
    await this.client.query(UNSEAL);
  }

  async end(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }
}
