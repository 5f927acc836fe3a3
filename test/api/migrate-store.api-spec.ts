import { Client } from 'pg';
import { FORGET_POSITIONS } from '../../src/cli/migrate-store/copy-read-side.js';
import { HistoriesDiffer } from '../../src/cli/migrate-store/moving-history.js';
import { moveStore, type MoveOptions } from '../../src/cli/migrate-store/migrate-store.js';
import { verifyAll } from '../../src/cli/verify.js';
import { readEnvironment } from '../../src/config/environment.js';
import { EventStore, StoreUnavailable } from '../../src/event-store/event-store.js';
import { EventStoreDbEventStore } from '../../src/event-store/eventstoredb/eventstoredb-event-store.js';
import { openPostgresEventStore } from '../../src/event-store/postgres/open-postgres.js';
import type { Standings } from '../../projections/standings/standings.contract.js';
import { createApp } from '../../src/main.js';
import { Projector } from '../../src/projector/projector.js';
import { EventStoreDbDouble } from '../support/eventstoredb-double/double.js';
import { startTestPostgres, type TestPostgres } from '../support/postgres.js';
import { Season } from '../support/season.js';

const quiet = { log: () => undefined, warn: () => undefined };

async function run(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return (await client.query<Record<string, unknown>>(sql).finally(() => client.end())).rows;
}

describe('migrate-store', () => {
  let postgres: TestPostgres;
  let first: { appUrl: string; adminUrl: string };
  let second: typeof first;
  let double: EventStoreDbDouble;
  let season: Season;
  let told: Standings;
  let lines: string[] = [];
  const apps = new Set<Awaited<ReturnType<typeof createApp>>>();

  const start = async (database: typeof first, eventStore?: string) => {
    const environment = readEnvironment({
      LOG_LEVEL: 'silent',
      DATABASE_URL: database.appUrl,
      DATABASE_ADMIN_URL: database.adminUrl,
      EVENTSTORE_URL: eventStore,
      QORZHYN_READS_PER_MINUTE: '100000',
    });
    const app = await createApp({ environment, databaseUrl: database.appUrl, adminUrl: database.adminUrl });
    apps.add(app);
    await app.listen(0, '127.0.0.1');
    const board = async (question = '') => {
      const answer = await fetch(`${await app.getUrl()}/api/challenges/${season.id}/standings${question}`);
      return (await answer.json()) as Standings;
    };
    return { app, board, store: app.get(EventStore), environment };
  };
  const move = (from: string, to: string, until: MoveOptions['until'], signal = new AbortController().signal) => {
    lines = [];
    return moveStore({ from, to, until, signal }, (line) => void lines.push(line));
  };
  const rowsOf = ({ rows, asOf }: Standings) => ({ rows, asOf });
  const hashes = () =>
    lines.flatMap((line) => /hash of the history (\w+), of the standings (\w+)/.exec(line)?.slice(1) ?? []);

  beforeAll(async () => {
    postgres = await startTestPostgres();
    first = await postgres.createDatabase();
    second = await postgres.createDatabase();
    double = await EventStoreDbDouble.start();
  }, 120_000);
  afterAll(async () => {
    // A failed test leaves its server running.
    for (const app of apps) if (app.getHttpServer().listening) await app.close();
    await double?.stop();
    await postgres?.stop();
  });

  test('copies while the server runs, and switches after it was stopped', async () => {
    const { app, board, store } = await start(first);
    season = new Season(store);
    await season.begin(['aktau', 'beineu']);
    const stop = new AbortController();
    const following = move(first.adminUrl, double.url, 'follow', stop.signal);
    for (let n = 0; n < 40; n += 1) {
      await season.submit(`a${n}`, n % 3 === 0 ? 'beineu' : 'aktau');
      await season.approve(`a${n}`, { trees: 1 + n });
    }
    told = await board(`?atLeast=${season.position}`);
    await expect(move(first.adminUrl, second.adminUrl, 'switch')).rejects.toThrow(/takes part in a move already/);
    while (double.log.records.length < 86) await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    expect(await following).toBe(0);
    await expect(move(first.adminUrl, double.url, 'switch')).rejects.toThrow(/^A server still runs/);
    await app.close();
  }, 60_000);

  test('moves to EventStoreDB with equal ids, bytes and standings, sealing the source', async () => {
    expect(await move(first.adminUrl, double.url, 'switch')).toBe(0);
    expect(hashes()).toHaveLength(4);
    expect(hashes().slice(0, 2)).toEqual(hashes().slice(2));
    const left = await openPostgresEventStore({
      url: first.appUrl,
      adminUrl: first.adminUrl,
      log: quiet,
      mayHaveMoved: true,
    });
    const { app, board, store } = await start(first, double.url);
    const [before, after] = [[], []] as { id: string; data: string; metadata: string }[][];
    for await (const { id, data, metadata } of left.readAll()) before!.push({ id, data, metadata });
    for await (const { id, data, metadata } of store.readAll()) after!.push({ id, data, metadata });
    expect(after).toEqual(before);
    await expect(
      left.append('action-late', 'no-stream', [{ id: crypto.randomUUID(), type: 'T', data: {}, metadata: {} }]),
    ).rejects.toThrow();
    await expect(start(first)).rejects.toThrow(/has moved to another one/);
    await left.close();
    const now = await board();
    expect(rowsOf(now)).toEqual(rowsOf(told));
    expect(now.seq).toBeGreaterThan(told.seq);
    told = now;
    await app.close();
  }, 60_000);

  test('moves to a second PostgreSQL, and with other tables to a third', async () => {
    expect(await move(double.url, second.adminUrl, 'switch')).toBe(0);
    expect(hashes().slice(0, 2)).toEqual(hashes().slice(2));
    const { app, store, board } = await start(second);
    expect(rowsOf(await board())).toEqual(rowsOf(told));
    season = Object.assign(new Season(store, 'green-2026'), { now: season.now });
    await season.begin(['aktau']);
    await season.submit('b1', 'aktau');
    await season.approve('b1', { trees: 9 });
    const grown = await board(`?atLeast=${season.position}`);
    await app.close();

    await run(
      second.adminUrl,
      "INSERT INTO vault_items VALUES ('00000000-0000-4000-8000-000000000001', 'text', 'x', 'y', now())",
    );
    const third = await postgres.createDatabase();
    expect(await move(second.adminUrl, third.adminUrl, 'switch')).toBe(0);
    expect(await move(second.adminUrl, third.adminUrl, 'switch')).toBe(0);
    expect(await run(third.adminUrl, 'SELECT value FROM vault_items')).toHaveLength(1);
    await run(
      first.adminUrl,
      "INSERT INTO vault_items VALUES ('00000000-0000-4000-8000-000000000002', 'text', 'x', 'y', now())",
    );
    await expect(move(second.adminUrl, first.adminUrl, 'switch')).rejects.toThrow(
      /vault_items of the target holds other rows/,
    );
    const again = await start(third);
    const now = await again.board();
    expect(rowsOf(now)).toEqual(rowsOf(grown));
    expect(now.seq).toBeGreaterThan(grown.seq);
    await again.app.close();
    expect(await verifyAll(again.environment, () => undefined)).toBe(0);
  }, 60_000);

  test('names the first event that differs, is missing or is too many', async () => {
    const third = await postgres.createDatabase();
    const target = await postgres.createDatabase();
    const log = await openPostgresEventStore({ url: third.appUrl, adminUrl: third.adminUrl, log: quiet });
    const event = (n: number) => ({
      id: `00000000-0000-4000-8000-00000000000${n}`,
      type: 'Told',
      data: { n },
      metadata: {},
    });
    for (let n = 0; n < 5; n += 1)
      await log.append(`stream-${n % 2}`, n < 2 ? 'no-stream' : Math.floor(n / 2) - 1, [event(n)]);
    expect(await move(third.adminUrl, target.adminUrl, 'once')).toBe(0);
    await run(target.adminUrl, 'ALTER TABLE history.events DISABLE TRIGGER never_changed');
    const tamper = (sql: string) => run(target.adminUrl, sql);
    await tamper(`UPDATE history.events SET data = '{"n":7}' WHERE position = 3`);
    await expect(move(third.adminUrl, target.adminUrl, 'once')).rejects.toThrow(/^event 3 differs in data: .*0002/);
    await tamper(
      `UPDATE history.events SET data = '{"n":2}' WHERE position = 3; DELETE FROM history.events WHERE position = 2`,
    );
    await expect(move(third.adminUrl, target.adminUrl, 'once')).rejects.toThrow(/^event 2 differs in id.*0001.*0002/);
    await tamper(`TRUNCATE history.events`);
    expect(await move(third.adminUrl, target.adminUrl, 'once')).toBe(0);
    await tamper(
      `INSERT INTO history.events VALUES (6, '00000000-0000-4000-8000-000000000009', 0, 'more', 'T', '{}', '{}')`,
    );
    await expect(move(third.adminUrl, target.adminUrl, 'switch')).rejects.toThrow(HistoriesDiffer);
    await expect(move(third.adminUrl, third.adminUrl, 'once')).rejects.toThrow(/is it source and target/);
    await log.close();
  }, 60_000);

  test('ends when the source refuses its password, instead of waiting', async () => {
    const [source, target] = [await EventStoreDbDouble.start(), await postgres.createDatabase()];
    source.faults.everyRead = { kind: 'unauthenticated' };
    await expect(move(source.url, target.adminUrl, 'follow')).rejects.toThrow(/account or password/);
    await source.stop();
  }, 60_000);

  describe('a switch', () => {
    const season = async (store: EventStore) => {
      const played = new Season(store, `move-${crypto.randomUUID().slice(0, 8)}`);
      await played.begin(['aktau']);
      const action = crypto.randomUUID();
      await played.submit(action, 'aktau');
      await played.approve(action, { trees: 3 });
    };
    const filled = async () => {
      const place = await postgres.createDatabase();
      const store = await openPostgresEventStore({ url: place.appUrl, adminUrl: place.adminUrl, log: quiet });
      await season(store);
      await store.close();
      return place;
    };
    const event = () => ({ id: crypto.randomUUID(), type: 'Told', data: {}, metadata: {} });

    test.each([
      ['an unknown option', 'esdb://ops:secret-word@127.0.0.1:1?tsl=false'],
      ['a host list that is broken', 'esdb://127.0.0.1:1,,127.0.0.1:2?tls=false'],
      ['nothing that answers', 'esdb://127.0.0.1:1,127.0.0.1:2?tls=false'],
      ['an authority file that does not exist', 'esdb://127.0.0.1:1?tlsCAFile=/nowhere/ca.pem'],
      ['no database', 'postgres://me:secret-word@127.0.0.1:1/none'],
      ['another kind of store', 'mysql://127.0.0.1/q'],
    ])(
      'to %s leaves the source open',
      async (_, to) => {
        const source = await filled();
        const fault = await move(source.adminUrl, to, 'switch').catch((error: Error) => error);
        expect(fault).toBeInstanceOf(Error);
        expect(String(fault)).not.toContain('secret-word');
        const store = await openPostgresEventStore({ url: source.appUrl, adminUrl: source.adminUrl, log: quiet });
        expect((await store.append('action-after', 'no-stream', [event()])).revision).toBe(0);
        await store.close();
      },
      60_000,
    );

    test('that fails late opens the source again and reseals the target', async () => {
      const source = await filled();
      const other = await EventStoreDbDouble.start();
      double.faults.clear();
      const failing = jest
        .spyOn(EventStoreDbEventStore.prototype, 'setSealed')
        .mockRejectedValueOnce(new Error('the target went away'));
      await expect(move(source.adminUrl, other.url, 'switch')).rejects.toThrow('the target went away');
      failing.mockRestore();
      const { app } = await start(source);
      await app.close();
      await other.stop();
    }, 60_000);

    test('names the command that opens a source it cannot open itself', async () => {
      const old = await postgres.createDatabase();
      const target = await postgres.createDatabase();
      const other = await EventStoreDbDouble.start();
      const server = await start(old, other.url);
      await season(server.store);
      await server.app.close();
      const { setSealed } = EventStoreDbEventStore.prototype;
      const failing = jest.spyOn(EventStoreDbEventStore.prototype, 'setSealed').mockImplementation(async function (
        this: EventStoreDbEventStore,
        isSealed,
      ) {
        if (!isSealed) throw new Error('the source went away');
        await setSealed.call(this, isSealed);
        throw new Error('its answer was lost');
      });
      await expect(move(other.url, target.adminUrl, 'switch')).rejects.toThrow('its answer was lost');
      expect(lines.at(-1)).toContain(`--from '${other.url}' --to '${target.adminUrl}' --undo`);
      failing.mockRestore();
      await expect(start(old, other.url)).rejects.toThrow(/has moved to another store/);
      expect(await move(other.url, target.adminUrl, 'undo')).toBe(0);
      const { app } = await start(old, other.url);
      await app.close();
      await other.stop();
    }, 90_000);

    test('is undone by the command it names, and the target is sealed', async () => {
      const source = await filled();
      const other = await EventStoreDbDouble.start();
      expect(await move(source.adminUrl, other.url, 'switch')).toBe(0);
      expect(lines.at(-2)).toContain(`--from '${source.adminUrl}' --to '${other.url}' --undo`);
      await expect(start(source)).rejects.toThrow(/has moved to another/);
      expect(await move(source.adminUrl, other.url, 'undo')).toBe(0);
      await expect(start(source, other.url)).rejects.toThrow(/history of this EventStoreDB has moved/);
      const { app, store } = await start(source);
      await season(store);
      await app.close();
      expect(await move(source.adminUrl, other.url, 'switch')).toBe(0);
      const { app: moved, store: target } = await start(source, other.url);
      await season(target);
      await moved.close();
      await expect(move(source.adminUrl, other.url, 'undo')).rejects.toThrow(/Move the history back instead/);
      await other.stop();
    }, 90_000);

    test('from EventStoreDB seals it for running and for starting servers', async () => {
      const other = await EventStoreDbDouble.start({ nodes: 3 });
      const old = await postgres.createDatabase();
      const target = await postgres.createDatabase();
      const running = await start(old, other.url);
      await season(running.store);
      expect(await move(other.url, target.adminUrl, 'switch')).toBe(0);
      const asked = () => running.app.inject({ method: 'GET', url: '/api/health/ready' });
      await expect(running.store.append('stream-late', 'no-stream', [event()])).rejects.toThrow(StoreUnavailable);
      expect(JSON.parse((await asked()).body)).toMatchObject({ parts: { history: { status: 'down' } } });
      await expect(start(old, other.url)).rejects.toThrow(/has moved to another store/);
      await running.app.close();
      const moved = await start(target);
      await moved.store.append('action-late', 'no-stream', [event()]);
      await moved.app.close();
      await other.stop();
    }, 90_000);
  });

  test('refuses commands while history and read models do not belong together', async () => {
    const [one, other] = [await EventStoreDbDouble.start(), await EventStoreDbDouble.start()];
    const readModels = await postgres.createDatabase();
    const right = await start(readModels, one.url);
    const played = new Season(right.store);
    await played.begin(['aktau']);
    await right.app.get(Projector).caughtUp(played.position!, 10_000);
    await right.app.close();
    for (const url of [other.url, undefined]) {
      const wrong = await start(readModels, url);
      const [event] = [{ id: crypto.randomUUID(), type: 'Told', data: {}, metadata: {} }];
      await expect(wrong.store.append('stream-wrong', 'no-stream', [event])).rejects.toThrow(/do not belong together/);
      const ready = await wrong.app.inject({ method: 'GET', url: '/api/health/ready' });
      expect([ready.statusCode, JSON.parse(ready.body)]).toMatchObject([
        503,
        { parts: { history: { status: 'down' } } },
      ]);
      await wrong.app.close();
    }
    await Promise.all([one.stop(), other.stop()]);
  }, 60_000);

  test('removes every position that the read models hold', async () => {
    const rows = await run(
      first.adminUrl,
      `SELECT table_schema || '.' || table_name AS name FROM information_schema.columns
       WHERE column_name LIKE '%position%' AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
    );
    const places = rows.map(({ name }) => String(name)).filter((name) => name !== 'history.events');
    expect(places.length).toBeGreaterThan(0);
    expect(places.filter((name) => !FORGET_POSITIONS.some((sql) => sql.includes(name)))).toEqual([]);
  });
});
