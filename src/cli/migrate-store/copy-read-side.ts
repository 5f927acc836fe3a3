import { Client } from 'pg';
import { serverSchema } from '../../postgres/migrations.js';
import { migrate } from '../../postgres/migrate.js';
import { DatabaseSnapshot } from '../backup/database-snapshot.js';
import { backupTables } from '../backup/tables.js';
import { inBatches, raiseBoardSequences } from '../restore/load-rows.js';
import type { Reporter } from '../command.js';

/** The server that projects into this database now; null = none. */
export async function runningServer(url: string): Promise<string | null> {
  return withClient(url, async (client) => {
    const { rows: found } = await client.query("SELECT to_regclass('read_model.lease') IS NOT NULL AS there");
    if (!(found[0] as { there: boolean }).there) return null;
    const { rows } = await client.query<{ owner: string }>(
      'SELECT owner FROM read_model.lease WHERE owner IS NOT NULL AND expires_at > clock_timestamp()',
    );
    return rows[0]?.owner ?? null;
  });
}

/**
 * Copies the non-event tables in one transaction into a database that has none of them, or the same. They name events by id, never by
 * position, so they stay valid. Sessions are not copied.
 */
export async function copyTables(from: string, to: string, report: Reporter): Promise<void> {
  await migrate(to, to, serverSchema);
  const snapshot = await DatabaseSnapshot.open(from);
  try {
    await withClient(to, async (client) => {
      await client.query("SET timezone = 'UTC'");
      await client.query('BEGIN');
      for (const table of backupTables) {
        if (await isFilled(client, table)) {
          if (!(await isSame(client, snapshot, table)))
            throw new Error(`${table} of the target holds other rows than that of the source: name an empty database`);
          continue;
        }
        let count = 0;
        for await (const rows of inBatches(snapshot.rows(table))) {
          await client.query(`INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $1::json)`, [
            `[${rows.join(',')}]`,
          ]);
          count += rows.length;
        }
        report(`${table}: ${count}`);
      }
      await client.query('COMMIT');
    });
  } finally {
    await snapshot.close();
  }
}

async function isFilled(client: Client, table: string): Promise<boolean> {
  return ((await client.query(`SELECT 1 FROM ${table} LIMIT 1`)).rowCount ?? 0) > 0;
}

async function isSame(client: Client, snapshot: DatabaseSnapshot, table: string): Promise<boolean> {
  const { rows } = await client.query<{ row: string }>(`SELECT to_json(t)::text AS row FROM ${table} t`);
  const rowsThere = new Set(rows.map(({ row }) => row));
  let count = 0;
  for await (const row of snapshot.rows(table)) {
    if (!rowsThere.has(row)) return false;
    count += 1;
  }
  return count === rowsThere.size;
}

/** Marks the read models as those of an older program. The next start rebuilds them, because positions differ between stores. */
export async function outdateReadModels(url: string): Promise<void> {
  await migrate(url, url, serverSchema);
  await withClient(url, async (client) => {
    await client.query('BEGIN');
    for (const sql of FORGET_POSITIONS) await client.query(sql);
    await client.query('COMMIT');
  });
}

/** Removes every position of the history from the read models. */
export const FORGET_POSITIONS = [
  'DELETE FROM read_model.fold_snapshot',
  'DELETE FROM read_model.generation WHERE NOT live',
  'UPDATE read_model.generation SET position = NULL, version = 0',
  'DELETE FROM read_model.parked_event',
] as const;

/** Screens compare the sequence numbers of boards, so those of the target continue the source's. */
export async function copyBoardSequences(from: string, to: string): Promise<void> {
  const snapshot = await DatabaseSnapshot.open(from);
  try {
    await raiseBoardSequences(to, toLines(snapshot.boardSequences()));
  } finally {
    await snapshot.close();
  }
}

async function* toLines(items: AsyncIterable<object>): AsyncGenerator<string> {
  for await (const item of items) yield JSON.stringify(item);
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
