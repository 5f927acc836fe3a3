import { Client } from 'pg';
import { migrate } from '../../postgres/migrate.js';
import { historySchema } from '../../postgres/migrations.js';
import type { StoreLog } from '../event-store.js';
import { HAS_MOVED } from './history.sql.js';
import { PostgresEventStore } from './postgres-event-store.js';

const OLDEST_VERSION_NUM = 150_000;
const DURABILITY_SETTINGS = ['fsync', 'full_page_writes', 'synchronous_commit'];
const SETTINGS = 'SELECT name, setting, current_user AS role FROM pg_settings WHERE name = ANY ($1)';

export interface PostgresEventStoreOptions {
  /** The role that reads and adds events. */
  url: string;
  /** The role that owns the tables; absent = the same as `url`. */
  adminUrl?: string;
  log: StoreLog;
  /** True for commands that move a history; others are refused one that has moved away. */
  mayHaveMoved?: boolean;
}

/** PostgreSQL cannot be used as the history; the message is one sentence with the remedy. */
export class UnsupportedPostgres extends Error {}

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
    await migrate(adminUrl ?? url, url, historySchema).catch((error: Error & { code?: string }) => {
      if (error.code !== '42501') throw error;
      throw new UnsupportedPostgres(
        `The database role of the migrations may not make the schema history (${error.message}): set DATABASE_ADMIN_URL to the owner of the database.`,
      );
    });
    const { rows } = await client.query<{ mayChange: boolean; hasMoved: boolean }>(
      `SELECT has_table_privilege('history.events', 'UPDATE, DELETE, TRUNCATE') AS "mayChange", ${HAS_MOVED} AS "hasMoved"`,
    );
    if (rows[0]?.hasMoved && !mayHaveMoved)
      throw new UnsupportedPostgres(
        'The history of this database has moved to another one: set DATABASE_URL or EVENTSTORE_URL to where it is now.',
      );
    if (rows[0]?.mayChange)
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

/** Refuses a server that is too old or could lose acknowledged events; returns the name of the current role. */
export async function checkServer(query: (sql: string, names: string[]) => Promise<ServerSetting[]>): Promise<string> {
  const rows = await query(SETTINGS, [...DURABILITY_SETTINGS, 'server_version_num', 'server_version']);
  const settings = new Map(rows.map((row) => [row.name, row.setting]));
  if (Number(settings.get('server_version_num')) < OLDEST_VERSION_NUM)
    throw new UnsupportedPostgres(`PostgreSQL ${settings.get('server_version')} is too old: use version 15 or newer.`);
  for (const name of DURABILITY_SETTINGS)
    if (settings.get(name) === 'off')
      throw new UnsupportedPostgres(
        `PostgreSQL runs with ${name} = off and could lose acknowledged events: set ${name} = on.`,
      );
  return rows[0]?.role ?? '';
}
