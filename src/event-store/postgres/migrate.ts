import { createHash } from 'node:crypto';
import { Client } from 'pg';
import { HAS_MOVED, HISTORY_SQL } from './history.sql.js';
import { PostgresEventStore, type StoreLog } from './postgres-event-store.js';

export interface PostgresEventStoreOptions {
  /** The role that reads and adds events. */
  url: string;
  /** The role that owns the tables; absent = the same as `url`. */
  adminUrl?: string;
  log: StoreLog;
  /** True for whoever moves histories; others are refused a history that has moved away. */
  mayHaveMoved?: boolean;
}

/** PostgreSQL cannot be used as the history; the message is one sentence with the remedy. */
export class UnsupportedPostgres extends Error {}

const OLDEST = 150_000;
const DURABLE = ['fsync', 'full_page_writes', 'synchronous_commit'];

/** Checks the server, brings the schema up to date and opens the store. Errors: UnsupportedPostgres, and those of the connection. */
export async function openPostgresEventStore({
  url,
  adminUrl,
  log,
  mayHaveMoved = false,
}: PostgresEventStoreOptions): Promise<PostgresEventStore> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000, query_timeout: 60_000 });
  await client.connect();
  try {
    const role = await checkServer(async (sql, names) => (await client.query<ServerSetting>(sql, [names])).rows);
    await migrateEvents(adminUrl ?? url, role).catch((error: Error & { code?: string }) => {
      if (error.code !== '42501') throw error;
      throw new UnsupportedPostgres(
        `The database role of the migrations may not make the schema history (${error.message}): set DATABASE_ADMIN_URL to the owner of the database.`,
      );
    });
    const { rows } = await client.query<{ may: boolean; moved: boolean }>(
      `SELECT has_table_privilege('history.events', 'UPDATE, DELETE, TRUNCATE') AS may, ${HAS_MOVED} AS moved`,
    );
    if (rows[0]?.moved && !mayHaveMoved)
      throw new UnsupportedPostgres(
        'The history of this database has moved to another one: set DATABASE_URL or EVENTSTORE_URL to where it is now.',
      );
    if (rows[0]?.may)
      log.warn(
        `The database role ${role} may change events, so only a trigger guards the history: give the app a role of its own and the owner in DATABASE_ADMIN_URL.`,
      );
  } finally {
    await client.end();
  }
  return new PostgresEventStore(url, log);
}

interface ServerSetting {
  name: string;
  setting: string;
  role: string;
}

const SETTINGS = 'SELECT name, setting, current_user AS role FROM pg_settings WHERE name = ANY ($1)';

/** Refuses a server that is too old or could lose what it acknowledged; gives the name of the role we are. */
export async function checkServer(query: (sql: string, names: string[]) => Promise<ServerSetting[]>): Promise<string> {
  const rows = await query(SETTINGS, [...DURABLE, 'server_version_num', 'server_version']);
  const settings = new Map(rows.map((row) => [row.name, row.setting]));
  if (Number(settings.get('server_version_num')) < OLDEST)
    throw new UnsupportedPostgres(`PostgreSQL ${settings.get('server_version')} is too old: use version 15 or newer.`);
  for (const name of DURABLE)
    if (settings.get(name) === 'off')
      throw new UnsupportedPostgres(
        `PostgreSQL runs with ${name} = off and could lose acknowledged events: set ${name} = on.`,
      );
  return rows[0]?.role ?? '';
}

const MIGRATION_LOCK = 7_113_101;
const MARK = `events ${createHash('sha256').update(HISTORY_SQL).digest('hex')}`;

/**
 * Brings the schema `history` to its newest form; does nothing when it is. `appRole` then may read and add events, no more.
 * Several processes may call it at once.
 */
export async function migrateEvents(adminUrl: string, appRole?: string): Promise<void> {
  const client = new Client({
    connectionString: adminUrl,
    connectionTimeoutMillis: 5_000,
    options: '-c lock_timeout=30s',
  });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    const { rows } = await client.query<{ mark: string | null; me: string; role: string }>(
      `SELECT obj_description(to_regnamespace('history'), 'pg_namespace') AS mark, current_user AS me, quote_ident($1) AS role`,
      [appRole],
    );
    const { mark, me, role } = rows[0]!;
    if (mark !== MARK) await client.query(`${HISTORY_SQL}COMMENT ON SCHEMA history IS '${MARK}';`);
    if (appRole && appRole !== me && !(await mayAppend(client, appRole))) await client.query(grants(role));
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

async function mayAppend(client: Client, role: string): Promise<boolean> {
  const { rows } = await client.query<{ may: boolean }>(
    `SELECT has_schema_privilege($1, 'history', 'USAGE') AND has_table_privilege($1, 'history.events', 'SELECT')
       AND has_table_privilege($1, 'history.events', 'INSERT') AS may`,
    [role],
  );
  return rows[0]?.may ?? false;
}

const grants = (role: string) => `
REVOKE ALL ON SCHEMA history FROM ${role};
REVOKE ALL ON history.events FROM ${role};
GRANT USAGE ON SCHEMA history TO ${role};
GRANT SELECT, INSERT ON history.events TO ${role};
`;
