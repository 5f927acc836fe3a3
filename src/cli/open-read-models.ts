import { existsSync } from 'node:fs';
import path from 'node:path';
import { DataSource } from 'typeorm';
import { serverSchema } from '../postgres/migrations.js';
import type { Environment } from '../config/environment.js';
import { openEventStore } from '../event-store/event-store.module.js';
import type { EventStore } from '../event-store/event-store.js';
import { CurrentStandings } from '../leaderboard/challenge-standings.js';
import { standingsRunner } from '../leaderboard/standings.runner.js';
import { POSTGRES_MAJOR } from '../postgres/embedded/new-cluster.js';
import { startEmbeddedPostgres } from '../postgres/embedded/embedded-postgres.js';
import { migrate } from '../postgres/migrate.js';
import { reachDatabase } from '../postgres/reach-database.js';
import { PostgresReadModel } from '../projector/postgres/read-model.repository.js';
import { PostgresSnapshotStore } from '../projector/postgres/snapshot-store.repository.js';
import { documentProjections } from '../projector/projector.module.js';
import type { ProjectionRegistry } from '../projector/runner.js';
import type { SnapshotStore } from '../projector/read-model.js';

/** A rebuild holds one connection for each projection, and some more to write. */
const MAX_CONNECTIONS = 16;

export const quietLog = { log: () => undefined, warn: () => undefined, error: () => undefined };

/** The settings with the addresses of the opened database. */
export type DatabaseSettings = Environment & { DATABASE_URL: string; DATABASE_ADMIN_URL: string };

export interface OpenOptions {
  /** True for commands that move a history; others are refused one that has moved away. */
  mayHaveMoved?: boolean;
}

type Close = () => Promise<unknown>;

/** Closes what was opened, the last first. */
export function closable(closing: Close[]) {
  const close = async (): Promise<void> => {
    for (const one of closing.splice(0).reverse()) await one();
  };
  return { close, [Symbol.asyncDispose]: close };
}

/** Opens the database of the settings beside a running server, or starts the embedded one. Changes no data. */
export async function openDatabase(environment: Environment, { mayCreate }: { mayCreate: boolean }) {
  const {
    DATABASE_URL: url,
    DATABASE_ADMIN_URL: admin,
    DATA_DIR: dataDir,
    EVENTSTORE_URL: eventStoreUrl,
  } = environment;
  const isMissing = !url && !existsSync(path.resolve(dataDir, `postgres-${POSTGRES_MAJOR}`));
  if (isMissing && !mayCreate) throw new Error(`there is no database in ${path.resolve(dataDir)}`);
  const opened = url
    ? await reachDatabase(url, admin ?? url, quietLog)
    : await startEmbeddedPostgres({ dataDir, log: quietLog });
  const { appUrl: databaseUrl, adminUrl } = opened;
  const closing: Close[] = [() => ('stop' in opened ? opened.stop() : opened.close())];
  const settings: DatabaseSettings = { ...environment, DATABASE_URL: databaseUrl, DATABASE_ADMIN_URL: adminUrl };
  /** The history with the rights of the application. */
  const openStore = async (): Promise<EventStore> => {
    const store = await openEventStore({ eventStoreUrl, databaseUrl, adminUrl: databaseUrl, log: quietLog });
    closing.push(() => store.close());
    return store;
  };
  const superUrl = 'superUrl' in opened ? opened.superUrl : adminUrl;
  return { settings, superUrl, openStore, ...closable(closing) };
}

export const storeKind = ({ EVENTSTORE_URL }: Environment) =>
  EVENTSTORE_URL === undefined ? ('postgresql' as const) : ('eventstoredb' as const);

/** All projections of the server. */
export function allProjections(snapshots?: SnapshotStore): ProjectionRegistry {
  return documentProjections().add(
    standingsRunner(new CurrentStandings(), snapshots && { snapshots, warn: () => undefined }),
  );
}

export type OpenedReadModels = Awaited<ReturnType<typeof openReadModels>>;

/** Opens the history and the read models of the settings, also beside a running server. */
export async function openReadModels(environment: Environment, { mayHaveMoved = false }: OpenOptions = {}) {
  const database = await openDatabase(environment, { mayCreate: true });
  const { DATABASE_URL: url, DATABASE_ADMIN_URL: adminUrl, EVENTSTORE_URL: eventStoreUrl } = database.settings;
  const closing: Close[] = [database.close];
  try {
    await migrate(adminUrl, url, serverSchema);
    const extra = { max: MAX_CONNECTIONS };
    const source = await new DataSource({ type: 'postgres', url, extra }).initialize();
    closing.push(() => source.destroy());
    const store = await openEventStore({ eventStoreUrl, databaseUrl: url, adminUrl, log: quietLog, mayHaveMoved });
    closing.push(() => store.close());
    const snapshots = new PostgresSnapshotStore(source);
    const readModel = new PostgresReadModel(source);
    return { store, readModel, snapshots, registry: allProjections(snapshots), ...closable(closing) };
  } catch (error) {
    await closable(closing).close();
    throw error;
  }
}
