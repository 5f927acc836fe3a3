import { Client } from 'pg';
import { openEventStoreDb } from '../../src/event-store/eventstoredb/eventstoredb-event-store.js';
import { NotRun } from '../drills/drill.js';

const log = { log: () => undefined, warn: () => undefined };
let offered: string | undefined;

/** Offers an EventStoreDB to the drills or bench rows of this process. Tests offer none, so theirs use PostgreSQL. */
export const offerEventStoreDb = (url: string | undefined) => void (offered = url || undefined);

/**
 * Settings of the one server of a drill or row: the EventStoreDB that was offered, or none for PostgreSQL.
 * Throws NotRun when that EventStoreDB holds a history: the names of streams are fixed, so two servers would share them.
 */
export async function drillStore(): Promise<Record<string, string>> {
  if (offered === undefined) return {};
  const store = await openEventStoreDb({ url: offered, log });
  const head = await store.head().finally(() => store.close());
  if (head !== null)
    throw new NotRun('EVENTSTORE_URL holds a history already, and each drill or row needs an empty one');
  return { EVENTSTORE_URL: offered };
}

/** Number of events of some types by `<type> <stream>`, in the history of a server with these settings. */
export async function storedTimes(
  { EVENTSTORE_URL: url }: Record<string, string>,
  postgresUrl: string,
  types: readonly string[],
): Promise<Map<string, number>> {
  const times = new Map<string, number>();
  if (url) {
    const store = await openEventStoreDb({ url, log });
    try {
      for await (const { type, stream } of store.readAll())
        if (types.includes(type)) times.set(`${type} ${stream}`, (times.get(`${type} ${stream}`) ?? 0) + 1);
    } finally {
      await store.close();
    }
    return times;
  }
  const client = new Client({ connectionString: postgresUrl });
  await client.connect();
  const { rows } = await client
    .query<{ name: string; times: number }>(
      `SELECT type || ' ' || stream AS name, count(*)::int AS times FROM history.events
       WHERE type = ANY ($1) GROUP BY stream, type`,
      [types],
    )
    .finally(() => client.end());
  for (const row of rows) times.set(row.name, row.times);
  return times;
}
