import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readEnvironment, type Environment } from '../../config/environment.js';
import { describeEventStoreDb } from '../../config/eventstoredb-address.js';
import type { EventStore } from '../../event-store/event-store.js';
import type { EventStoreDbEventStore } from '../../event-store/eventstoredb/eventstoredb-event-store.js';
import { APPEND_LOCK, HAS_MOVED, SEAL, UNSEAL } from '../../event-store/postgres/history.sql.js';
import { openPostgresEventStore } from '../../event-store/postgres/open-postgres.js';
import { POSTGRES_MAJOR } from '../../postgres/embedded/new-cluster.js';
import { startEmbeddedPostgres } from '../../postgres/embedded/embedded-postgres.js';
import { checkDatabase } from '../../postgres/reach-database.js';
import { connect } from '../backup/tables.js';
import { closable, quietLog } from '../open-read-models.js';

/** Advisory lock of every PostgreSQL that takes part in a move. */
const MOVE_LOCK = 7_113_102;

/** A store that a history moves from or to. */
export interface StoreLocation extends AsyncDisposable {
  /** Kind and address without a password, for people. */
  name: string;
  /** The settings of a server on this store, as a phrase for people. */
  serverSettings: string;
  /** The owner's address of the PostgreSQL; null = an EventStoreDB. */
  postgres: string | null;
  store: EventStore;
  /** The settings of a server that uses this history with the read models of a database. Errors: BadSetting. */
  settings(readModelUrl: string): Environment;
  /** Makes appends wait until the location is closed, where the store can; gives false where it cannot. */
  holdAppends(): Promise<boolean>;
  isSealed(): Promise<boolean>;
  /** While a history is sealed, no server appends to it or starts on it. Returns when every server has noticed. */
  setSealed(isSealed: boolean): Promise<void>;
}

/** Opens `postgres://…` as its owner, `esdb://…`, or the folder of an embedded PostgreSQL. */
export async function openStoreLocation(address: string): Promise<StoreLocation> {
  if (/^esdb(\+discover)?:/i.test(address)) return openEventStoreDbLocation(address);
  if (/^postgres(ql)?:/.test(address)) {
    await checkDatabase(address, 'The address');
    return openPostgresLocation(address, () => Promise.resolve());
  }
  if (/^[a-z][a-z+]+:\/\//i.test(address)) throw new Error(`${address.split(':')[0]} is not a kind of store`);
  if (!existsSync(path.resolve(address, `postgres-${POSTGRES_MAJOR}`)))
    throw new Error(`there is no database in ${path.resolve(address)}`);
  const embedded = await startEmbeddedPostgres({ dataDir: address, log: quietLog });
  return openPostgresLocation(embedded.adminUrl, () => embedded.stop(), path.resolve(address));
}

async function openEventStoreDbLocation(url: string): Promise<StoreLocation> {
  const settings = (readModelUrl: string) => readEnvironment({ DATABASE_URL: readModelUrl, EVENTSTORE_URL: url });
  settings('postgres://localhost/any');
  const { openEventStoreDb, SEAL_NOTICE_MS } =
    await import('../../event-store/eventstoredb/eventstoredb-event-store.js');
  const store: EventStoreDbEventStore = await openEventStoreDb({ url, log: quietLog, ignoresSeal: true });
  return {
    name: `EventStoreDB ${describeEventStoreDb(url)}`,
    serverSettings: 'EVENTSTORE_URL',
    postgres: null,
    store,
    settings,
    holdAppends: () => Promise.resolve(false),
    isSealed: () => store.isSealed(),
    async setSealed(isSealed) {
      await store.setSealed(isSealed);
      if (isSealed) await pause(SEAL_NOTICE_MS);
    },
    [Symbol.asyncDispose]: () => store.close().catch(() => undefined),
  };
}

async function openPostgresLocation(url: string, stop: () => Promise<void>, folder?: string): Promise<StoreLocation> {
  const { host, pathname } = new URL(url);
  const name = `PostgreSQL ${folder ?? `${host}${pathname}`}`;
  const closing = [stop];
  const { close } = closable(closing);
  try {
    const store = await openPostgresEventStore({ url, log: quietLog, mayHaveMoved: true });
    closing.push(() => store.close());
    const client = await connect(url);
    closing.push(() => client.end().catch(() => undefined));
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [MOVE_LOCK]);
    if (!rows[0]?.taken)
      throw new Error('it takes part in a move already: is it source and target, or does another move run?');
    return {
      name,
      serverSettings: folder
        ? `DATA_DIR=${folder}, without DATABASE_URL and EVENTSTORE_URL`
        : 'DATABASE_URL and without EVENTSTORE_URL',
      postgres: url,
      store,
      settings: () => readEnvironment({ DATABASE_URL: url }),
      async holdAppends() {
        await client.query("SET lock_timeout = '10s'");
        await client.query('SELECT pg_advisory_lock($1)', [APPEND_LOCK]);
        return true;
      },
      async isSealed() {
        return (await client.query<{ moved: boolean }>(`SELECT ${HAS_MOVED} AS moved`)).rows[0]!.moved;
      },
      setSealed: async (isSealed) => void (await client.query(isSealed ? SEAL : UNSEAL)),
      [Symbol.asyncDispose]: () => close().catch(() => undefined),
    };
  } catch (error) {
    await close();
    throw new Error(`${name}: ${(error as Error).message}`, { cause: error });
  }
}
