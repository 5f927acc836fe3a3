import type { Client } from 'pg';
import { serverSchema } from '../../postgres/migrations.js';
import { migrate } from '../../postgres/migrate.js';
import {
  backupTables,
  DatabaseSnapshot,
  insertRows,
  inTransaction,
  isFilled,
  raiseBoardSequences,
  raiseReceipts,
} from '../backup/tables.js';
import { Progress, type Reporter } from '../command.js';

/** The server that projects into this database now; null = none. */
export async function runningServer(url: string): Promise<string | null> {
  return inTransaction(url, async (client) => {
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
  await using snapshot = await DatabaseSnapshot.open(from);
  await inTransaction(to, async (client) => {
    for (const table of backupTables)
      if (!(await isFilled(client, table)))
        await insertRows(client, table, new Progress(table, report).count(snapshot.rows(table)));
      else if (!(await isSame(client, snapshot, table)))
        throw new Error(`${table} of the target holds other rows than that of the source: name an empty database`);
    await raiseReceipts(client, 0, 0);
  });
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
  await inTransaction(url, async (client) => {
    for (const sql of FORGET_POSITIONS) await client.query(sql);
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
  await using snapshot = await DatabaseSnapshot.open(from);
  await raiseBoardSequences(to, snapshot.boardSequences());
}
