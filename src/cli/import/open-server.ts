import type { INestApplicationContext } from '@nestjs/common';
import { clockOf } from '../../config/demo-clock.js';
import { readEnvironment, type Environment } from '../../config/environment.js';
import { reachDatabase } from '../../postgres/reach-database.js';
import { startEmbeddedPostgres } from '../../postgres/embedded/embedded-postgres.js';
import { createApp } from '../../main.js';

const silent = { log: () => undefined, warn: () => undefined };

/** The server's own parts on the server's own database, without listening; works whether or not the server itself is running. */
export async function openServer(
  env: NodeJS.ProcessEnv,
): Promise<{ app: INestApplicationContext; close(): Promise<void> }> {
  const environment: Environment = {
    ...readEnvironment(env),
    LOG_LEVEL: env['LOG_LEVEL'] ? readEnvironment(env).LOG_LEVEL : 'error',
  };
  const { DATABASE_URL: url, DATABASE_ADMIN_URL: admin, DATA_DIR: dataDir } = environment;
  const embedded = url ? null : await startEmbeddedPostgres({ dataDir, log: silent });
  const reached = await reachDatabase(url ?? embedded!.appUrl, admin ?? url ?? embedded!.adminUrl, silent);
  const { appUrl: databaseUrl, adminUrl } = reached;
  const app = await createApp({ environment, databaseUrl, adminUrl, clock: clockOf(environment) }).catch(
    async (error: unknown) => {
      await reached.close();
      await embedded?.stop();
      throw error;
    },
  );
  return {
    app,
    close: async () => {
      await app.close();
      await reached.close();
      await embedded?.stop();
    },
  };
}
