import { Client } from 'pg';
import type { EventStore, StoredEvent } from '../../src/event-store/event-store.js';
import { openPostgresEventStore } from '../../src/event-store/postgres/open-postgres.js';
import { startTestPostgres, type TestPostgres } from '../support/postgres.js';
import { uuidOf } from '../../src/config/ids.js';

const LONG = 9_000;

describe('PostgresEventStore on a long history', () => {
  let postgres: TestPostgres;
  let store: EventStore;
  let appUrl: string;

  const told = (n: number) => ({
    id: uuidOf(`told ${n}`),
    type: n % 3 === 0 ? 'Told' : 'Retold',
    stream: n % 2 === 0 ? `even-${n}` : `odd'\\-${n}`,
    data: JSON.stringify({
      n,
      text: `Қоржын "${n}" \\ \t ${'x'.repeat(n % 50)}`,
      large: n === 5_000 ? 'y'.repeat(6_000_000) : '',
    }),
    metadata: '{"schemaVersion":1}',
  });
  const all = async (events: AsyncIterable<StoredEvent>) => {
    const found: StoredEvent[] = [];
    for await (const event of events) found.push(event);
    return found;
  };
  const short = async (from: number, count: number) => all(store.readAll({ from: String(from), max: count }));

  beforeAll(async () => {
    postgres = await startTestPostgres();
    const urls = await postgres.createDatabase();
    ({ appUrl } = urls);
    const log = { log: () => undefined, warn: () => undefined };
    store = await openPostgresEventStore({ url: appUrl, adminUrl: urls.adminUrl, log });
    const client = new Client({ connectionString: urls.adminUrl });
    await client.connect();
    const rows = Array.from({ length: LONG }, (_, n) => ({ position: n + 1, revision: 0, ...told(n + 1) }));
    await client.query(
      'INSERT INTO history.events SELECT r.* FROM json_populate_recordset(NULL::history.events, $1::json) r',
      [JSON.stringify(rows)],
    );
    await client.end();
  }, 60_000);

  afterAll(async () => {
    await store?.close();
    await postgres?.stop();
  });

  it('reads all events byte for byte, past one larger than a page', async () => {
    const found = await all(store.readAll());
    expect(found.map(({ position }) => Number(position))).toEqual(Array.from({ length: LONG }, (_, n) => n + 1));
    for (const event of found) {
      const { id, type, stream, data, metadata } = event;
      if (JSON.stringify({ id, type, stream, data, metadata }) !== JSON.stringify(told(Number(event.position))))
        throw new Error(`event ${event.position} is another one`);
    }
  });

  it('reads the same events in long and in short ranges', async () => {
    const found = await all(store.readAll({ from: '4990' }));
    expect(found.slice(0, 300)).toEqual(await short(4_990, 300));
    expect(found.slice(-300)).toEqual(await short(LONG - 299, 300));
  });

  it('filters by type and by stream names with special characters', async () => {
    const filter = { streamPrefixes: ["odd'\\-"], types: ['Told'] };
    const found = await all(store.readAll({ filter }));
    expect(found.map(({ position }) => Number(position))).toEqual(
      Array.from({ length: LONG }, (_, n) => n + 1).filter((n) => n % 2 === 1 && n % 3 === 0),
    );
    expect(await all(store.readAll({ filter: { types: ['None'] } }))).toEqual([]);
  });

  it('ends at the reader or at its limit', async () => {
    expect(await all(store.readAll({ max: 1_500 }))).toHaveLength(1_500);
    let seen = 0;
    for await (const event of store.readAll())
      if ((seen += 1) === 1_200) expect(event.position).toBe('1200');
      else if (seen > 1_200) break;
    expect(await short(1, 2)).toHaveLength(2);
  });

  it('resumes when the connection is cut', async () => {
    const positions: number[] = [];
    const client = new Client({ connectionString: appUrl });
    await client.connect();
    for await (const event of store.readAll()) {
      positions.push(Number(event.position));
      if (positions.length === 2_500)
        await client.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND usename = current_user AND application_name = 'qorzhyn reader'`,
        );
    }
    await client.end();
    expect(positions).toEqual(Array.from({ length: LONG }, (_, n) => n + 1));
  });
});
