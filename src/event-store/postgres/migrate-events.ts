import { createHash } from 'node:crypto';
import { Client } from 'pg';
import { HISTORY_SQL } from './history.sql.js';

const MIGRATION_LOCK = 7_113_101;

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
    const grants = await grantsFor(client, appRole);
    const mark = `events ${createHash('sha256').update(HISTORY_SQL).update(grants).digest('hex')}`;
    const { rows } = await client.query<{ mark: string | null }>(
      `SELECT obj_description(to_regnamespace('history'), 'pg_namespace') AS mark`,
    );
    if (rows[0]?.mark !== mark) await client.query(`${HISTORY_SQL}${grants}COMMENT ON SCHEMA history IS '${mark}';`);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

async function grantsFor(client: Client, appRole: string | undefined): Promise<string> {
  const { rows } = await client.query<{ me: string; role: string | null }>(
    'SELECT current_user AS me, quote_ident($1) AS role',
    [appRole],
  );
  const role = rows[0]?.role;
  if (!appRole || !role || appRole === rows[0]?.me) return '';
  return `
REVOKE ALL ON SCHEMA history FROM ${role};
REVOKE ALL ON history.events FROM ${role};
GRANT USAGE ON SCHEMA history TO ${role};
GRANT SELECT, INSERT ON history.events TO ${role};
`;
}
