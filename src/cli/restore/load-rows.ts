import path from 'node:path';
import { Client } from 'pg';
import { APPEND_LOCK } from '../../event-store/postgres/history.sql.js';
import type { StoredEvent } from '../../event-store/event-store.js';
import { readLines } from '../backup/ndjson-writer.js';
import { parseEvent } from '../backup/history-file.js';
import type { Manifest } from '../backup/manifest.js';
import type { Progress } from '../command.js';
import { backupTables } from '../backup/tables.js';

const BATCH = 500;
/** Screens may have received sequence numbers after the backup, so restored boards continue far above them. */
const SEQUENCE_MARGIN = 1_000_000;

/** Inserts rows and events into an empty database in one transaction. */
export class RowLoader {
  private constructor(private readonly client: Client) {}

  static async open(adminUrl: string): Promise<RowLoader> {
    const client = new Client({ connectionString: adminUrl, connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    await client.connect();
    await client.query("SET timezone = 'UTC'");
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [APPEND_LOCK]);
    return new RowLoader(client);
  }

  /** Null = the database is empty. */
  async firstNonEmptyTable(): Promise<string | null> {
    for (const table of ['history.events', ...backupTables]) {
      const { rowCount } = await this.client.query(`SELECT 1 FROM ${table} LIMIT 1`);
      if (rowCount) return table;
    }
    return null;
  }

  async loadTable(folder: string, { table, file, columns = [] }: Manifest['parts'][number], progress: Progress) {
    const name = backupTables.find((one) => one === table);
    if (!name) throw new Error(`${file} belongs to no table of this program`);
    const known = await this.client.query<{ name: string }>(
      'SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0',
      [name],
    );
    const unknown = columns.find((column) => !known.rows.some((row) => row.name === column));
    if (unknown)
      throw new Error(`${file} has a column ${unknown} that this program does not know: restore with a newer one`);
    for await (const rows of inBatches(readLines(path.join(folder, file)))) {
      await this.client.query(`INSERT INTO ${name} SELECT * FROM json_populate_recordset(NULL::${name}, $1::json)`, [
        `[${rows.join(',')}]`,
      ]);
      progress.step(rows.length);
    }
  }

  /** `renumber` replaces positions of another kind of store by 1, 2, 3 … in the same order. */
  async loadHistory(
    folder: string,
    { file }: Manifest['history'],
    renumber: boolean,
    progress: Progress,
  ): Promise<void> {
    let number = 0;
    for await (const lines of inBatches(readLines(path.join(folder, file)))) {
      const events = lines.map(parseEvent);
      const of = (field: keyof StoredEvent) => events.map((event) => event[field]);
      const positions = renumber ? events.map(() => ++number) : of('position');
      await this.client.query(
        `INSERT INTO history.events (position, id, revision, stream, type, data, metadata)
         SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[])`,
        [positions, of('id'), of('revision'), of('stream'), of('type'), of('data'), of('metadata')],
      );
      progress.step(events.length);
    }
  }

  async commit(): Promise<void> {
    await this.client.query('COMMIT');
    await this.client.end();
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }
}

/** Raises the sequence numbers of rebuilt boards above those of the backup, given as one JSON line per board. */
export async function raiseBoardSequences(adminUrl: string, sequences: AsyncIterable<string>): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    for await (const lines of inBatches(sequences))
      await client.query(
        `UPDATE read_model.document d SET body = jsonb_set(d.body, '{seq}', to_jsonb((d.body->>'seq')::bigint + given.seq + ${SEQUENCE_MARGIN}))
         FROM json_to_recordset($1::json) AS given (key text, seq bigint) WHERE d.projection = 'standings' AND d.key = given.key`,
        [`[${lines.join(',')}]`],
      );
  } finally {
    await client.end();
  }
}

export async function* inBatches(lines: AsyncIterable<string>): AsyncGenerator<string[]> {
  let batch: string[] = [];
  for await (const line of lines) {
    batch.push(line);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
