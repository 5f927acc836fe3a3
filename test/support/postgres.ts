import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { startEmbeddedPostgres } from '../../src/postgres/embedded/embedded-postgres.js';

export interface TestPostgres {
  /** A fresh, empty database with the admin and the app role. */
  createDatabase(): Promise<{ appUrl: string; adminUrl: string }>;
  dataDir: string;
  stop(): Promise<void>;
}

const quiet = { log: () => undefined, warn: () => undefined };

/**
 * A PostgreSQL 18 server for this test file, shared with files that run at the same time. Call `stop` in afterAll.
 * fsync stays on.
 */
export async function startTestPostgres(
  options: { settings?: Readonly<Record<string, string>> } = {},
): Promise<TestPostgres> {
  const shared = options.settings ? undefined : process.env.TEST_POSTGRES_DIR;
  const dataDir = shared ?? mkdtempSync(join(tmpdir(), 'qorzhyn-postgres-'));
  const server = await startEmbeddedPostgres({ dataDir, log: quiet, settings: options.settings });
  return {
    dataDir,
    createDatabase: () => server.createDatabase(`test_${randomBytes(8).toString('hex')}`),
    async stop() {
      await server.stop();
      if (!shared) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
