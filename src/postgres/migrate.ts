import { DataSource } from 'typeorm';
import type { Schema } from './migration.js';

const MIGRATION_LOCK = 7_113_010;

/** Runs the pending migrations as the owner and grants the server's own role what it needs. Concurrent starts wait for each other. */
export async function migrate(adminUrl: string, appUrl: string, schema: Schema): Promise<void> {
  const source = new DataSource({
    type: 'postgres',
    url: adminUrl,
    migrations: [...schema.migrations],
    migrationsTransactionMode: 'each',
    extra: { max: 3 },
  });
  await source.initialize();
  const lock = source.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await source.runMigrations();
    for (const [table, statements] of Object.entries(schema.expendable ?? {})) {
      const [found] = await source.query<{ name: string | null }[]>('SELECT to_regclass($1) AS name', [table]);
      if (!found?.name) for (const statement of statements) await source.query(statement);
    }
    await grant(source, appUrl, schema.privileges);
  } finally {
    await lock.query('SELECT pg_advisory_unlock_all()').finally(() => lock.release());
    await source.destroy();
  }
}

async function grant(source: DataSource, appUrl: string, privileges: Schema['privileges']): Promise<void> {
  const role = decodeURIComponent(new URL(appUrl).username);
  const [owner] = await source.query<{ current_user: string }[]>('SELECT current_user');
  if (role === '' || role === owner?.current_user) return;
  const name = `"${role.replaceAll('"', '""')}"`;
  for (const [table, allowed] of Object.entries(privileges))
    await source.query(`GRANT ${allowed} ON ${table} TO ${name}`);
}
