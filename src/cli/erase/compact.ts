import { setTimeout as pause } from 'node:timers/promises';
import type { Client, QueryResult } from 'pg';
import { connect } from '../backup/tables.js';
import type { Reporter } from '../command.js';

const ATTEMPTS = 10;
const PAUSE_MS = 1_000;
const LOCK_TIMEOUT = '30s';

/**
 * Rewrites the tables of erasable data and the log of changes: then no file of PostgreSQL has erased bytes. Reads of a table wait
 * while it is rewritten. Returns the steps that could not be made.
 */
export async function compact(url: string, report: Reporter): Promise<string[]> {
  const client = await connect(url);
  const undone: string[] = [];
  try {
    await client.query(`SET lock_timeout = '${LOCK_TIMEOUT}'`);
    for (const table of await erasableTables(client)) {
      const failure = await rewrite(client, table);
      if (failure) undone.push(failure);
    }
    const log = await renewLog(client);
    if (log) undone.push(log);
    report(undone.length === 0 ? 'PostgreSQL: tables and log rewritten' : 'PostgreSQL: not everything was rewritten');
    return undone;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Statistics hold samples of the values of a column. */
async function erasableTables(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  );
  return [...rows.map(({ name }) => name), 'pg_catalog.pg_statistic'];
}

/** Null = done. A transaction that began before the erasure, such as a backup, still sees the erased rows. */
async function rewrite(client: Client, table: string): Promise<string | null> {
  for (let attempt = 0; ; attempt += 1) {
    const kept: string[] = [];
    const onNotice = ({ detail = '' }: { detail?: string }) => {
      const [, count = '0'] = /^(\d+) dead row versions cannot be removed yet/.exec(detail) ?? [];
      if (count !== '0') kept.push(count);
    };
    client.on('notice', onNotice);
    const failure = await client.query(`VACUUM (FULL, VERBOSE) ${table}`).then(
      () => null,
      (error: Error) => `${table}: ${error.message}`,
    );
    client.off('notice', onNotice);
    if (failure || kept.length === 0) return failure;
    if (attempt === ATTEMPTS)
      return `${table}: an open transaction still sees ${kept.join()} erased rows; repeat later`;
    await pause(PAUSE_MS);
  }
}

const failureOf = (promise: Promise<QueryResult>, what: string) =>
  promise.then(
    () => null,
    (error: Error) => `${what}: ${error.message}`,
  );

/** Fills the segments that the log reuses and removes the older ones. Only the owner of the server may. Null = done. */
async function renewLog(client: Client): Promise<string | null> {
  const what = 'log of changes (pg_wal)';
  const setting = await failureOf(client.query('ALTER SYSTEM SET wal_recycle = off'), what);
  if (setting) return setting;
  try {
    await client.query('SELECT pg_reload_conf()');
    await pause(PAUSE_MS);
    const { rows } = await client.query<{ ahead: number }>(
      `SELECT count(*)::int AS ahead FROM pg_ls_waldir()
       WHERE name ~ '^[0-9A-F]{24}$' AND name > pg_walfile_name(pg_current_wal_lsn())`,
    );
    for (let left = (rows[0]?.ahead ?? 0) + 1; left > 0; left -= 1) {
      await client.query(`SELECT pg_logical_emit_message(true, 'qorzhyn', '')`);
      await client.query('SELECT pg_switch_wal()');
    }
    return await failureOf(client.query('CHECKPOINT'), what);
  } catch (error) {
    return `${what}: ${(error as Error).message}`;
  } finally {
    await client.query('ALTER SYSTEM RESET wal_recycle').catch(() => undefined);
    await client.query('SELECT pg_reload_conf()').catch(() => undefined);
  }
}
