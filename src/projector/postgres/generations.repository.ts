import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';

/** The checkpoint of a retired generation: no commit has it as `from`, so every late write is refused. */
export const RETIRED = 'retired';
const POLL_MS = 100;
/** Table → rows of one DELETE, which has to end within the statement timeout. A snapshot can have megabytes. */
const ROWS_PER_DELETE = { fold_snapshot: 20, document: 2_000, parked_event: 2_000, generation: 1 };
const UNDEFINED_TABLE = '42P01';

/** Deletes retired generations in small statements, their rows last, so that the next call can finish an interrupted one. */
export async function dropRetired(source: DataSource, projection: string): Promise<void> {
  const retired = await source.query<{ generation: number }[]>(
    `SELECT generation FROM read_model.generation WHERE projection = $1 AND NOT live AND position = '${RETIRED}'`,
    [projection],
  );
  for (const { generation } of retired)
    for (const [table, rows] of Object.entries(ROWS_PER_DELETE))
      await deleteAll(source, table, rows, [projection, generation]);
}

async function deleteAll(source: DataSource, table: string, rows: number, of: [string, number]): Promise<void> {
  const order = table === 'document' ? 'ORDER BY key' : '';
  try {
    for (let removed = rows; removed === rows;)
      [, removed] = await source.query<[unknown, number]>(
        `DELETE FROM read_model.${table} WHERE ctid = ANY (ARRAY(
           SELECT ctid FROM read_model.${table} WHERE projection = $1 AND generation = $2 ${order} LIMIT ${rows}))`,
        of,
      );
  } catch (error) {
    // Snapshots are expendable, so their table may be missing; the next start creates it again.
    if ((error as { code?: string }).code !== UNDEFINED_TABLE) throw error;
  }
}

/** Runs the work while no other session holds the lock of this name. Rejects when the signal aborts before its turn. */
export async function withAdvisoryLock<T>(
  source: DataSource,
  name: string,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const session = source.createQueryRunner();
  const lock = async (call: string) => {
    const sql = `SELECT ${call}(7113021, hashtext($1)) AS done`;
    const [row] = await session.manager.query<{ done: boolean }[]>(sql, [name]);
    return row?.done ?? false;
  };
  try {
    for (;;) {
      signal?.throwIfAborted();
      if (await lock('pg_try_advisory_lock')) break;
      await pause(POLL_MS, undefined, { signal });
    }
    return await work().finally(() => lock('pg_advisory_unlock').catch(() => undefined));
  } finally {
    await session.release();
  }
}
