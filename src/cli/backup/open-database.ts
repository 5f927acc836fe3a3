import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Environment } from '../../config/environment.js';
import { reachDatabase } from '../../postgres/reach-database.js';
import { startEmbeddedPostgres } from '../../postgres/embedded/embedded-postgres.js';
import { POSTGRES_MAJOR } from '../../postgres/embedded/binaries.js';

export interface OpenedDatabase {
  /** The settings with the addresses of the database in them. */
  environment: Environment & { DATABASE_URL: string; DATABASE_ADMIN_URL: string };
  close(): Promise<void>;
}

const quiet = { log: () => undefined, warn: () => undefined };

/** The settings' database; beside a server that may be running on it. Nothing in it is changed. */
export async function openDatabase(environment: Environment, mayBeNew: boolean): Promise<OpenedDatabase> {
  const { DATABASE_URL: url, DATABASE_ADMIN_URL: admin, DATA_DIR: dataDir } = environment;
  if (url) {
    const { appUrl, adminUrl, close } = await reachDatabase(url, admin ?? url, quiet);
    return { environment: { ...environment, DATABASE_URL: appUrl, DATABASE_ADMIN_URL: adminUrl }, close };
  }
  const folder = path.resolve(dataDir, `postgres-${POSTGRES_MAJOR}`);
  if (!mayBeNew && !existsSync(folder)) throw new Error(`there is no database in ${path.resolve(dataDir)}`);
  const embedded = await startEmbeddedPostgres({ dataDir, log: quiet });
  return {
    environment: { ...environment, DATABASE_URL: embedded.appUrl, DATABASE_ADMIN_URL: embedded.adminUrl },
    close: () => embedded.stop(),
  };
}
