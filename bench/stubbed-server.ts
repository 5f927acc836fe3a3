import { randomUUID } from 'node:crypto';
import { FirstOrganiser } from '../src/accounts/first-organiser.js';
import { readEnvironment } from '../src/config/environment.js';
import { createApp } from '../src/main.js';
import { writeServerFile } from '../src/config/server-file.js';
import { AtOnceStore } from './at-once-store.js';

/** The whole server with its guards, limits, logs and metrics over a store that answers at once: what HTTP costs by itself. */
async function main(): Promise<void> {
  const environment = readEnvironment(process.env);
  const { DATABASE_URL: databaseUrl, DATABASE_ADMIN_URL: adminUrl, DATA_DIR } = environment;
  if (databaseUrl === undefined || adminUrl === undefined)
    throw new Error('DATABASE_URL and DATABASE_ADMIN_URL are needed');
  const app = await createApp({ environment, databaseUrl, adminUrl, store: new AtOnceStore() });
  process.on('SIGTERM', () => void app.close().then(() => process.exit(0)));
  await app.listen(0, '127.0.0.1');
  const token = await app.get(FirstOrganiser).token(randomUUID());
  process.stdout.write(`/invite/${token}\n`);
  writeServerFile(DATA_DIR, `http://127.0.0.1:${(app.getHttpServer().address() as { port: number }).port}`);
}

void main();
