import type { INestApplicationContext } from '@nestjs/common';
import { clockOf } from '../config/clock.js';
import { type Environment, readEnvironment } from '../config/environment.js';
import { createApp } from '../main.js';
import { openDatabase } from './open-read-models.js';

export interface OpenedServer {
  app: INestApplicationContext;
  /** The owner of the PostgreSQL server, where this program knows it, else of the database. */
  superUrl: string;
}

/** Runs the work in the server's own parts on its own database, without listening, also beside a running server. */
export async function inServer<T>(
  work: (server: OpenedServer) => Promise<T>,
  { mayCreate }: { mayCreate: boolean },
): Promise<T> {
  const settings = readEnvironment(process.env);
  const environment: Environment = { ...settings, LOG_LEVEL: process.env['LOG_LEVEL'] ? settings.LOG_LEVEL : 'error' };
  await using database = await openDatabase(environment, { mayCreate });
  const { DATABASE_URL: databaseUrl, DATABASE_ADMIN_URL: adminUrl } = database.settings;
  const app = await createApp({ environment, databaseUrl, adminUrl, clock: clockOf(environment) });
  return await work({ app, superUrl: database.superUrl }).finally(() => app.close());
}
