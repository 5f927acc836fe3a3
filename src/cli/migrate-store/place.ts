import { existsSync } from 'node:fs';
import path from 'node:path';
import { readEnvironment, type Environment } from '../../config/environment.js';
import { POSTGRES_MAJOR } from '../../postgres/embedded/binaries.js';
import { startEmbeddedPostgres } from '../../postgres/embedded/embedded-postgres.js';
import { openEventStoreDb } from '../../event-store/eventstoredb/eventstoredb-event-store.js';
import type { EventStore } from '../../event-store/event-store.js';
import { openPostgresEventStore } from '../../event-store/postgres/migrate.js';

const quiet = { log: () => undefined, warn: () => undefined, error: () => undefined };

/** Where a history lies or is to lie. */
export interface Place {
  /** Kind and address without a password, for people. */
  name: string;
  /** The owner's address of the PostgreSQL; null = an EventStoreDB. */
  postgres: string | null;
  /** What a server would be told to use this place, beside the database `companion`. */
  settings(companion: string): Environment;
  store: EventStore;
  close(): Promise<void>;
}

/** Opens `postgres://…` as its owner, `esdb://…`, or the folder of an embedded PostgreSQL. */
export async function openPlace(address: string): Promise<Place> {
  if (/^esdb(\+discover)?:/.test(address)) return openEventStorePlace(address);
  if (/^postgres(ql)?:/.test(address)) return openPostgresPlace(address, () => Promise.resolve());
  if (/^[a-z][a-z+]+:\/\//i.test(address)) throw new Error(`${address.split(':')[0]} is no kind of history`);
  if (!existsSync(path.resolve(address, `postgres-${POSTGRES_MAJOR}`)))
    throw new Error(`there is no database in ${path.resolve(address)}`);
  const embedded = await startEmbeddedPostgres({ dataDir: address, log: quiet });
  return openPostgresPlace(embedded.adminUrl, () => embedded.stop(), path.resolve(address));
}

async function openEventStorePlace(url: string): Promise<Place> {
  const store = await openEventStoreDb({ url, log: quiet });
  return {
    name: `EventStoreDB ${/@?([^@/?]+)(\?|\/|$)/.exec(url.replace(/^[^:]+:\/\//, ''))?.[1] ?? ''}`,
    postgres: null,
    settings: (companion) => readEnvironment({ DATABASE_URL: companion, EVENTSTORE_URL: url }),
    store,
    close: () => store.close(),
  };
}

async function openPostgresPlace(url: string, stop: () => Promise<void>, folder?: string): Promise<Place> {
  const { host, pathname } = new URL(url);
  const name = `PostgreSQL ${folder ?? `${host}${pathname}`}`;
  try {
    const store = await openPostgresEventStore({ url, log: quiet, mayHaveMoved: true });
    const close = async () => {
      await store.close();
      await stop();
    };
    return { name, postgres: url, settings: () => readEnvironment({ DATABASE_URL: url }), store, close };
  } catch (error) {
    await stop();
    throw new Error(`${name}: ${(error as Error).message}`, { cause: error });
  }
}
