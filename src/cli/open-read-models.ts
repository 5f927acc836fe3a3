import { DataSource } from 'typeorm';
import { schemaParts } from '../app.module.js';
import type { Environment } from '../config/environment.js';
import { migrate } from '../postgres/migrate.js';
import { reachDatabase } from '../postgres/reach-database.js';
import { startEmbeddedPostgres } from '../postgres/embedded/embedded-postgres.js';
import { openEventStore } from '../event-store/event-store.module.js';
import type { EventStore } from '../event-store/event-store.js';
import { LiveStandings } from '../leaderboard/live-standings.js';
import { standingsRunner } from '../leaderboard/standings.runner.js';
import { readModelEntities } from '../projector/postgres/entities.js';
import { PostgresReadModel } from '../projector/postgres/read-model.repository.js';
import { PostgresSnapshotStore } from '../projector/postgres/snapshot-store.repository.js';
import { documentProjections } from '../projector/projector.module.js';
import type { ReadModel } from '../projector/read-model.js';
import { ProjectionRegistry } from '../projector/runner.js';
import type { SnapshotStore } from '../projector/snapshot-store.js';

export interface OpenedReadModels {
  store: EventStore;
  readModel: ReadModel;
  snapshots: SnapshotStore;
  registry: ProjectionRegistry;
  close(): Promise<void>;
}

/** Every projection there is, as the server keeps them. */
export function allProjections(snapshots?: SnapshotStore): ProjectionRegistry {
  const registry = new ProjectionRegistry();
  for (const factory of documentProjections) registry.add(factory);
  return registry.add(standingsRunner(new LiveStandings(), snapshots && { snapshots, warn: () => undefined }));
}

/** History and read models of the settings' database, beside a server that may be running on it. */
export async function openReadModels(environment: Environment): Promise<OpenedReadModels> {
  const quiet = { log: () => undefined, warn: () => undefined, error: () => undefined };
  const {
    DATABASE_URL: given,
    DATABASE_ADMIN_URL: admin,
    EVENTSTORE_URL: eventStoreUrl,
    DATA_DIR: dataDir,
  } = environment;
  const embedded = given ? null : await startEmbeddedPostgres({ dataDir, log: quiet });
  const reached = await reachDatabase(given ?? embedded!.appUrl, admin ?? given ?? embedded!.adminUrl, quiet);
  const { appUrl: url, adminUrl } = reached;
  await migrate(adminUrl, url, schemaParts);
  const store = await openEventStore({ eventStoreUrl, databaseUrl: url, adminUrl, log: quiet });
  const source = await new DataSource({
    type: 'postgres',
    url,
    entities: readModelEntities,
    extra: { max: 3 },
  }).initialize();
  const snapshots = new PostgresSnapshotStore(source);
  return {
    store,
    readModel: new PostgresReadModel(source),
    snapshots,
    registry: allProjections(snapshots),
    async close() {
      await store.close();
      await source.destroy();
      await reached.close();
      await embedded?.stop();
    },
  };
}

/** Runs a command to its exit code; what keeps it from running at all is 2, with the reason as the last line. */
export async function runCommand(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 2;
  }
}
