import { existsSync } from 'node:fs';
import path from 'node:path';
import { DataSource } from 'typeorm';
import { serverSchema } from '../postgres/migrations.js';
import type { Environment } from '../config/environment.js';
import { openEventStore } from '../event-store/event-store.module.js';
import type { EventStore } from '../event-store/event-store.js';
import { CurrentStandings } from '../leaderboard/challenge-standings.js';
import { standingsRunner } from '../leaderboard/standings.runner.js';
import { POSTGRES_MAJOR } from '../postgres/embedded/binaries.js';
import { startEmbeddedPostgres } from '../postgres/embedded/embedded-postgres.js';
import { migrate } from '../postgres/migrate.js';
import { reachDatabase } from '../postgres/reach-database.js';
import { readModelEntities } from '../projector/postgres/entities.js';
import { PostgresReadModel } from '../projector/postgres/read-model.repository.js';
import { PostgresSnapshotStore } from '../projector/postgres/snapshot-store.repository.js';
import { documentProjections } from '../projector/projector.module.js';
import type { ReadModel } from '../projector/read-model.js';
import { ProjectionRegistry } from '../projector/runner.js';
import type { SnapshotStore } from '../projector/snapshot-store.js';

/** A rebuild holds one connection for each projection, and some more to write. */
const MAX_CONNECTIONS = 16;

export const quietLog = { log: () => undefined, warn: () => undefined, error: () => undefined };

/** The settings with the addresses of the opened database. */
export type DatabaseSettings = Environment & { DATABASE_URL: string; DATABASE_ADMIN_URL: string };

export interface OpenedDatabase {
  settings: DatabaseSettings;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** True for commands that move a history; others are refused one that has moved away. */
  mayHaveMoved?: boolean;
}

export interface OpenedReadModels {
  store: EventStore;
  readModel: ReadModel;
  snapshots: SnapshotStore;
  registry: ProjectionRegistry;
  close(): Promise<void>;
}

/** Opens the database of the settings beside a running server, or starts the embedded one. Changes no data. */
export async function openDatabase(
  environment: Environment,
  { mayCreate }: { mayCreate: boolean },
): Promise<OpenedDatabase> {
  const { DATABASE_URL: url, DATABASE_ADMIN_URL: admin, DATA_DIR: dataDir } = environment;
  if (url) {
    const { appUrl, adminUrl, close } = await reachDatabase(url, admin ?? url, quietLog);
    return { settings: { ...environment, DATABASE_URL: appUrl, DATABASE_ADMIN_URL: adminUrl }, close };
  }
  const folder = path.resolve(dataDir, `postgres-${POSTGRES_MAJOR}`);
  if (!mayCreate && !existsSync(folder)) throw new Error(`there is no database in ${path.resolve(dataDir)}`);
  const { appUrl, adminUrl, stop } = await startEmbeddedPostgres({ dataDir, log: quietLog });
  return {
    settings: { ...environment, DATABASE_URL: appUrl, DATABASE_ADMIN_URL: adminUrl },
    close: () => stop(),
  };
}

/** All projections of the server. */
export function allProjections(snapshots?: SnapshotStore): ProjectionRegistry {
  const registry = new ProjectionRegistry();
  for (const definition of documentProjections) registry.add(definition);
  return registry.add(standingsRunner(new CurrentStandings(), snapshots && { snapshots, warn: () => undefined }));
}

/** Opens the history and the read models of the settings, also beside a running server. */
export async function openReadModels(
  environment: Environment,
  { mayHaveMoved = false }: OpenOptions = {},
): Promise<OpenedReadModels> {
  const database = await openDatabase(environment, { mayCreate: true });
  const { DATABASE_URL: url, DATABASE_ADMIN_URL: adminUrl, EVENTSTORE_URL: eventStoreUrl } = database.settings;
  const closing = [() => database.close()];
  const close = async () => {
    for (const one of closing.splice(0).reverse()) await one();
  };
  try {
    await migrate(adminUrl, url, serverSchema);
    const source = new DataSource({
      type: 'postgres',
      url,
      entities: readModelEntities,
      extra: { max: MAX_CONNECTIONS },
    });
    await source.initialize();
    closing.push(() => source.destroy());
    const store = await openEventStore({ eventStoreUrl, databaseUrl: url, adminUrl, log: quietLog, mayHaveMoved });
    closing.push(() => store.close());
    const snapshots = new PostgresSnapshotStore(source);
    return { store, readModel: new PostgresReadModel(source), snapshots, registry: allProjections(snapshots), close };
  } catch (error) {
    await close();
    throw error;
  }
}
