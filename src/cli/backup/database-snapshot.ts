import { Client } from 'pg';
import type { StoredEvent } from '../../event-store/event-store.js';

const PAGE = 1_000;

/** Reads a database at one instant in a repeatable-read transaction, while writes continue. */
export class DatabaseSnapshot {
  private constructor(private readonly client: Client) {}

  static async open(url: string): Promise<DatabaseSnapshot> {
    const client = new Client({
      connectionString: url,
      connectionTimeoutMillis: 5_000,
      application_name: 'qorzhyn backup',
    });
    client.on('error', () => undefined);
    await client.connect();
    await client.query("SET timezone = 'UTC'");
    await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    // The first statement, not BEGIN, takes the snapshot.
    await client.query('SELECT 1 FROM pg_class LIMIT 1');
    return new DatabaseSnapshot(client);
  }

  async columns(table: string): Promise<string[]> {
    const { rows } = await this.client.query<{ name: string }>(
      `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
      [table],
    );
    return rows.map(({ name }) => name);
  }

  /** Every row as JSON text. */
  async *rows(table: string): AsyncGenerator<string> {
    for await (const { row } of this.page<{ row: string }>(`SELECT to_json(t)::text AS row FROM ${table} t`)) yield row;
  }

  events(): AsyncGenerator<StoredEvent> {
    return this.page(
      'SELECT position, id, stream, revision, type, data, metadata FROM history.events ORDER BY position',
    );
  }

  /** The sequence number of each live board. */
  boardSequences(): AsyncGenerator<{ key: string; seq: number }> {
    return this.page(`
      SELECT d.key, (d.body->>'seq')::int AS seq FROM read_model.document d
      JOIN read_model.generation g ON g.projection = d.projection AND g.generation = d.generation AND g.live
      WHERE d.projection = 'standings' AND d.key LIKE '%/' ORDER BY d.key`);
  }

  async close(): Promise<void> {
    await this.client.end();
  }

  private async *page<Row extends object>(sql: string): AsyncGenerator<Row> {
    await this.client.query(`DECLARE page NO SCROLL CURSOR FOR ${sql}`);
    for (;;) {
      const { rows } = await this.client.query<Row>(`FETCH ${PAGE} FROM page`);
      if (rows.length === 0) break;
      yield* rows;
    }
    await this.client.query('CLOSE page');
  }
}
