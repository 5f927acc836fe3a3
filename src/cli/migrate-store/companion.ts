import { Client } from 'pg';
import { schemaParts } from '../../app.module.js';
import type { Environment } from '../../config/environment.js';
import { migrate } from '../../postgres/migrate.js';
import { DatabaseSnapshot } from '../backup/database-snapshot.js';
import { backupTables } from '../backup/tables.js';
import { inBatches, raiseBoardSequences } from '../restore/load-rows.js';
import { rebuildReadModels } from '../restore/restore-backup.js';

type Say = (line: string) => void;

/** Whose server projects into this database now; null = nobody, or it has no read models yet. */
export async function serverOf(url: string): Promise<string | null> {
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
 * What lies beside a history in PostgreSQL, all or nothing, into a database that has none of it, or the same. Answers that are kept,
 * planned appends and texts name events by their ids and never by position, so they go as they are. People sign in again.
 */
export async function copyTables(from: string, to: string, say: Say): Promise<void> {
  await migrate(to, to, schemaParts);
  const snapshot = await DatabaseSnapshot.open(from);
  try {
    await withClient(to, async (client) => {
      await client.query("SET timezone = 'UTC'");
      await client.query('BEGIN');
      for (const table of backupTables) {
        if (await isFilled(client, table)) {
          if (!(await isSame(client, snapshot, table)))
            throw new Error(
              `${table} of the target holds something else than that of the source: name an empty database`,
            );
          continue;
        }
        let count = 0;
        for await (const rows of inBatches(snapshot.rows(table))) {
          await client.query(`INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $1::json)`, [
            `[${rows.join(',')}]`,
          ]);
          count += rows.length;
        }
        say(`${table}: ${count}`);
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
  const there = new Set(rows.map(({ row }) => row));
  let count = 0;
  for await (const row of snapshot.rows(table)) {
    if (!there.has(row)) return false;
    count += 1;
  }
  return count === there.size;
}

/**
 * Read models say up to which position they are folded, and that is another one in another store: they are marked as those of an older
 * program, which whoever comes next builds anew, and built anew here. The numbers of the boards go on.
 */
export async function foldForStore(settings: Environment & { DATABASE_URL: string }, say: Say): Promise<void> {
  await migrate(settings.DATABASE_URL, settings.DATABASE_URL, schemaParts);
  await withClient(settings.DATABASE_URL, async (client) => {
    await client.query('BEGIN');
    for (const sql of FORGET_POSITIONS) await client.query(sql);
    await client.query('COMMIT');
  });
  await rebuildReadModels(settings, say);
}

/** Every place in the database of the read models that holds a position of the history. */
export const FORGET_POSITIONS = [
  'DELETE FROM read_model.fold_snapshot',
  'DELETE FROM read_model.generation WHERE NOT live',
  'UPDATE read_model.generation SET position = NULL, version = 0',
  'DELETE FROM read_model.parked_event',
] as const;

/** Screens know the numbers of the boards they were shown by the database that is left behind. */
export async function carryBoardNumbers(from: string, to: string): Promise<void> {
  const snapshot = await DatabaseSnapshot.open(from);
  try {
    await raiseBoardSequences(to, asLines(snapshot.boardSequences()));
  } finally {
    await snapshot.close();
  }
}

async function* asLines(items: AsyncIterable<object>): AsyncGenerator<string> {
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
