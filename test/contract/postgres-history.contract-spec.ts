import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { InvalidEvent, StoreUnavailable, type EventStore, type NewEvent } from '../../src/event-store/event-store.js';
import { HISTORY_CHANNEL } from '../../src/event-store/postgres/history.sql.js';
import { checkServer, openPostgresEventStore } from '../../src/event-store/postgres/open-postgres.js';
import { startTestPostgres, type TestPostgres } from '../support/postgres.js';
import { Follower } from './follower.js';

jest.setTimeout(60_000);
const warnings: string[] = [];
const log = { log: () => undefined, warn: (text: string) => warnings.push(text) };
const event = (n = 1): NewEvent => ({ id: randomUUID(), type: 'ContractTested', data: { n }, metadata: {} });
let server: TestPostgres;
let urls: { appUrl: string; adminUrl: string };
let store: EventStore;
const open = () => openPostgresEventStore({ url: urls.appUrl, adminUrl: urls.adminUrl, log });

async function connected<T>(url: string, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return use(client).finally(() => client.end());
}

const positions = () =>
  connected(urls.appUrl, async (client) => {
    const { rows } = await client.query<{ position: string }>('SELECT position FROM history.events ORDER BY position');
    return rows.map((row) => Number(row.position));
  });

/** A transaction that has appended one event and waits to be committed. */
async function heldAppend(client: Client, stream: string): Promise<void> {
  await client.query('BEGIN');
  await client.query(
    `SELECT * FROM history.append(ARRAY[$1], ARRAY[1], ARRAY[-1], ARRAY[1], ARRAY[1], ARRAY[1], ARRAY[$2::uuid], ARRAY['ContractTested'], ARRAY['{"n":1}'], ARRAY['{}'])`,
    [stream, randomUUID()],
  );
}

/** Ends when `sessions` sessions wait for the append lock. */
async function untilWaiting(client: Client, sessions: number): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ waiting: number }>(
      `SELECT count(*)::int AS waiting FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`,
    );
    if (rows[0]!.waiting >= sessions) return;
  }
}

beforeAll(async () => {
  server = await startTestPostgres();
  urls = await server.createDatabase();
  store = await open();
});
afterAll(async () => {
  await store.close();
  await server.stop();
});

describe('positions', () => {
  test('have no gap while two stores append, conflict and repeat', async () => {
    const other = await open();
    const work = Array.from({ length: 200 }, async (_, n) => {
      const stream = `dense-${n % 40}`;
      const to = n % 2 ? store : other;
      const events = [event(n), event(n)];
      await to.append(stream, 'no-stream', events).catch(() => undefined);
      await to.append(stream, 'no-stream', events).catch(() => undefined);
    });
    await Promise.all(work);
    await other.close();
    const given = await positions();
    expect(given).toHaveLength(80);
    expect(given).toEqual(Array.from({ length: 80 }, (_, index) => index + 1));
  });

  test('reuse the number of a rolled back append', async () => {
    const before = (await positions()).length;
    await connected(urls.appUrl, async (client) => {
      await heldAppend(client, `rolled-back-${randomUUID()}`);
      await client.query('ROLLBACK');
    });
    expect((await store.append(`after-${randomUUID()}`, 'no-stream', [event()])).position).toBe(String(before + 1));
  });
});

describe('a writer that is slow to commit', () => {
  test('control: hides its event from a reader of a plain sequence', async () => {
    await connected(urls.adminUrl, async (slow) => {
      await slow.query('CREATE TABLE public.naive (position bigserial PRIMARY KEY, name text)');
      await slow.query('BEGIN');
      await slow.query(`INSERT INTO public.naive (name) VALUES ('slow')`);
      await connected(urls.adminUrl, async (quick) => {
        const seen: string[] = [];
        let last = '0';
        const look = async () => {
          const { rows } = await quick.query<{ position: string; name: string }>(
            'SELECT * FROM public.naive WHERE position > $1 ORDER BY position',
            [last],
          );
          for (const row of rows) seen.push(row.name);
          last = rows.at(-1)?.position ?? last;
        };
        await quick.query(`INSERT INTO public.naive (name) VALUES ('quick')`);
        await look();
        await slow.query('COMMIT');
        await look();
        expect(seen).toEqual(['quick']);
      });
    });
  });

  test('delays others, so a reader sees both events in order', async () => {
    const prefix = `slow-${randomUUID()}`;
    const follower = new Follower(store, { after: await store.head(), filter: { streamPrefixes: [prefix] } });
    await follower.caughtUp();
    await connected(urls.appUrl, async (slow) => {
      await heldAppend(slow, `${prefix}-slow`);
      const quick = store.append(`${prefix}-quick`, 'no-stream', [event()]);
      await connected(urls.appUrl, (observer) => untilWaiting(observer, 1));
      expect(follower.events).toEqual([]);
      await slow.query('COMMIT');
      await quick;
    });
    await follower.until(({ events }) => events.length === 2);
    await follower.end();
    expect(follower.events.map(({ stream }) => stream)).toEqual([`${prefix}-slow`, `${prefix}-quick`]);
  });

  test('makes others fail within five seconds and succeed once on retry', async () => {
    const stream = `stalled-${randomUUID()}`;
    const events = [event(1), event(2)];
    await connected(urls.appUrl, async (slow) => {
      await heldAppend(slow, `holder-${randomUUID()}`);
      const start = performance.now();
      await expect(store.append(stream, 'no-stream', events)).rejects.toThrow(StoreUnavailable);
      expect(performance.now() - start).toBeLessThan(5_000);
      await slow.query('COMMIT');
    });
    const appended = await store.append(stream, 'no-stream', events);
    expect(await store.append(stream, 'no-stream', events)).toEqual(appended);
    const stored: string[] = [];
    for await (const { id } of store.read(stream)) stored.push(id);
    expect(stored).toEqual(events.map(({ id }) => id));
  });
});

describe('a batch', () => {
  test('an event id used elsewhere fails its own append only', async () => {
    const used = event();
    await store.append(`first-${randomUUID()}`, 'no-stream', [used]);
    const [before, reused, after] = await Promise.allSettled([
      store.append(`before-${randomUUID()}`, 'no-stream', [event()]),
      store.append(`reused-${randomUUID()}`, 'no-stream', [event(), used]),
      store.append(`after-${randomUUID()}`, 'no-stream', [event()]),
    ]);
    expect([before.status, after.status]).toEqual(['fulfilled', 'fulfilled']);
    expect(reused).toMatchObject({ status: 'rejected', reason: expect.any(InvalidEvent) });
  });

  test('writes concurrent appends to one stream in their order', async () => {
    const stream = `chain-${randomUUID()}`;
    const chain = Array.from({ length: 300 }, (_, n) =>
      store.append(stream, n === 0 ? 'no-stream' : n - 1, [event(n)]),
    );
    expect((await Promise.all(chain)).map(({ revision }) => revision)).toEqual(
      Array.from({ length: 300 }, (_, n) => n),
    );
  });

  test('five hundred concurrent appends send only a few notifications', async () => {
    await connected(urls.appUrl, async (client) => {
      const heard: string[] = [];
      const { position } = await store.append(`bell-${randomUUID()}`, 'no-stream', [event()]);
      await client.query(`LISTEN ${HISTORY_CHANNEL}`);
      const last = String(Number(position) + 500);
      const rung = new Promise<void>((resolve) =>
        client.on('notification', ({ payload }) => {
          heard.push(payload ?? '');
          if (payload === last) resolve();
        }),
      );
      await Promise.all(
        Array.from({ length: 500 }, (_, n) => store.append(`bell-${n}-${randomUUID()}`, 'no-stream', [event(n)])),
      );
      await rung;
      expect(heard.length).toBeLessThan(50);
    });
  });
});

describe('a prefix of streams', () => {
  test('returns the same events in order for any history between them', async () => {
    const long = await server.createDatabase();
    const own = await openPostgresEventStore({ url: long.appUrl, adminUrl: long.adminUrl, log });
    try {
      await connected(long.adminUrl, (client) =>
        client.query(
          `INSERT INTO history.events SELECT n, gen_random_uuid(), n,
             CASE WHEN n % 9000 = 1 THEN 'rare-' || n WHEN n % 10 = 0 THEN 'often-' || n ELSE 'most' END,
             CASE WHEN n % 2 = 0 THEN 'Even' ELSE 'Odd' END, '{}', '{}' FROM generate_series(1, 90000) n`,
        ),
      );
      const read = async (options: Parameters<typeof own.readAll>[0]) => {
        const found: number[] = [];
        for await (const { position } of own.readAll(options)) found.push(Number(position));
        return found;
      };
      const rare = Array.from({ length: 10 }, (_, n) => n * 9000 + 1);
      expect(await read({ filter: { streamPrefixes: ['rare-'] } })).toEqual(rare);
      expect(await read({ filter: { streamPrefixes: ['rare-', 'rare-1', 'absent-'] } })).toEqual(rare);
      expect(await read({ from: '9001', filter: { streamPrefixes: ['rare-'] } })).toEqual(rare.slice(1));
      expect(await read({ from: '9002', max: 600, filter: { streamPrefixes: ['rare-'] } })).toEqual(rare.slice(2));
      expect(await read({ filter: { streamPrefixes: ['rare-'], types: ['Even'] } })).toEqual([]);
      expect(await read({ filter: { streamPrefixes: ['rare-'], types: ['Odd'] } })).toEqual(rare);
      const often = Array.from({ length: 9_000 }, (_, n) => (n + 1) * 10);
      expect(await read({ filter: { streamPrefixes: ['often-'] } })).toEqual(often);
      const both = [...often, ...rare].sort((a, b) => a - b);
      expect(await read({ filter: { streamPrefixes: ['rare-', 'often-'] } })).toEqual(both);
    } finally {
      await own.close();
    }
  });
});

describe('the history is never changed', () => {
  const changes = [`UPDATE history.events SET data = '{}'`, 'DELETE FROM history.events', 'TRUNCATE history.events'];
  for (const sql of changes) {
    const [verb] = sql.split(' ');
    test(`${verb} is refused to the server role and to the owner`, async () => {
      const before = (await positions()).length;
      await expect(connected(urls.appUrl, (client) => client.query(sql))).rejects.toThrow(
        'permission denied for table events',
      );
      await expect(connected(urls.adminUrl, (client) => client.query(sql))).rejects.toThrow(
        `history is never changed: ${verb} refused`,
      );
      expect((await positions()).length).toBe(before);
    });
  }

  test('the app may not take the trigger away', async () => {
    const sql = 'ALTER TABLE history.events DISABLE TRIGGER never_changed';
    await expect(connected(urls.appUrl, (client) => client.query(sql))).rejects.toThrow('must be owner');
  });
});

describe('at the start', () => {
  test('several processes may bring a new database up to date at once', async () => {
    const fresh = await server.createDatabase();
    const options = { url: fresh.appUrl, adminUrl: fresh.adminUrl, log };
    const stores = await Promise.all(Array.from({ length: 4 }, () => openPostgresEventStore(options)));
    const appended = await Promise.all(stores.map((each, n) => each.append(`start-${n}`, 'no-stream', [event()])));
    expect(appended.map(({ position }) => position).sort()).toEqual(['1', '2', '3', '4']);
    await Promise.all(stores.map((each) => each.close()));
  });

  test('warns of one role for both, not of two roles', async () => {
    expect(warnings).toEqual([]);
    const fresh = await server.createDatabase();
    const one = await openPostgresEventStore({ url: fresh.adminUrl, log });
    await one.append('one-role', 'no-stream', [event()]);
    await one.close();
    expect(warnings).toEqual([expect.stringContaining('only a trigger guards the history')]);
  });

  test('names the variable to set for a role that may not migrate', async () => {
    const fresh = await server.createDatabase();
    await expect(openPostgresEventStore({ url: fresh.appUrl, log })).rejects.toThrow('DATABASE_ADMIN_URL');
  });

  test('synchronous_commit = off is refused by its name', async () => {
    const url = `${urls.appUrl}?options=${encodeURIComponent('-c synchronous_commit=off')}`;
    await expect(openPostgresEventStore({ url, adminUrl: urls.adminUrl, log })).rejects.toThrow(
      'synchronous_commit = off',
    );
  });

  for (const name of ['fsync', 'full_page_writes'])
    test(`${name} = off is refused by its name`, async () => {
      const unsafe = await startTestPostgres({ settings: { [name]: 'off' } });
      const { appUrl, adminUrl } = await unsafe.createDatabase();
      await expect(openPostgresEventStore({ url: appUrl, adminUrl, log })).rejects.toThrow(`${name} = off`);
      await unsafe.stop();
    });

  test('a PostgreSQL before 15 is refused', async () => {
    const rows = [
      { name: 'server_version_num', setting: '140013', role: 'app' },
      { name: 'server_version', setting: '14.13', role: 'app' },
    ];
    await expect(checkServer(async () => rows)).rejects.toThrow(
      'PostgreSQL 14.13 is too old: use version 15 or newer.',
    );
  });
});
