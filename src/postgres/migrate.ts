import { DataSource } from 'typeorm';
import type { SchemaPart } from './schema-part.js';

const MIGRATION_LOCK = 7_113_010;

/**
 * Brings the database to this program's schema, as its owner, and gives the server's own role what it needs and no more.
 * Processes that start together wait for each other.
 */
export async function migrate(adminUrl: string, appUrl: string, parts: readonly SchemaPart[]): Promise<void> {
  const migrations = parts.flatMap((part) => [...part.migrations]);
  const source = new DataSource({
    type: 'postgres',
    url: adminUrl,
    migrations,
    migrationsTransactionMode: 'each',
    extra: { max: 3 },
  });
  await source.initialize();
  const lock = source.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await source.runMigrations();
    for (const { expendable = {} } of parts) await bringBack(source, expendable);
    await grant(source, appUrl, parts);
  } finally {
    await lock.query('SELECT pg_advisory_unlock_all()').finally(() => lock.release());
    await source.destroy();
  }
}

async function bringBack(source: DataSource, expendable: NonNullable<SchemaPart['expendable']>): Promise<void> {
  for (const [table, statements] of Object.entries(expendable)) {
    const [found] = await source.query<{ isThere: boolean }[]>('SELECT to_regclass($1) IS NOT NULL AS "isThere"', [
      table,
    ]);
    if (!found?.isThere) for (const statement of statements) await source.query(statement);
  }
}

async function grant(source: DataSource, appUrl: string, parts: readonly SchemaPart[]): Promise<void> {
  const role = decodeURIComponent(new URL(appUrl).username);
  const [owner] = await source.query<{ current_user: string }[]>('SELECT current_user');
  if (role === '' || role === owner?.current_user) return;
  const name = `"${role.replaceAll('"', '""')}"`;
  for (const { privileges } of parts) {
    for (const [table, allowed] of Object.entries(privileges))
      await source.query(`GRANT ${allowed} ON ${table} TO ${name}`);
  }
}
