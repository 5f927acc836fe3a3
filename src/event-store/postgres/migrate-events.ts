import { createHash } from 'node:crypto';
import { Client } from 'pg';
import { HISTORY_SQL } from './batch.sql.js';

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
