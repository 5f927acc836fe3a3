import { Client } from 'pg';
import { FORGET_POSITIONS } from '../../src/cli/migrate-store/companion.js';
import { HistoriesDiffer } from '../../src/cli/migrate-store/move-history.js';
import { moveStore, type MoveOptions } from '../../src/cli/migrate-store/run-move.js';
import { verifyAll } from '../../src/cli/verify.js';
import { readEnvironment } from '../../src/config/environment.js';
import { EventStore } from '../../src/event-store/event-store.js';
import { openPostgresEventStore } from '../../src/event-store/postgres/migrate.js';
import type { Standings } from '../../projections/standings/standings.contract.js';
import { createApp } from '../../src/main.js';
import { EventStoreDbDouble } from '../support/eventstoredb-double/double.js';
import { startTestPostgres, type TestPostgres } from '../support/postgres.js';
import { Season } from '../support/season.js';

const quiet = { log: () => undefined, warn: () => undefined };

async function run(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return (await client.query<Record<string, unknown>>(sql).finally(() => client.end())).rows;
}

/** A server whose history goes from PostgreSQL to EventStoreDB and on to others. */
describe('a history', () => {
  let postgres: TestPostgres;
  let first: { appUrl: string; adminUrl: string };
  let second: typeof first;
  let double: EventStoreDbDouble;
  let season: Season;
  let told: Standings;
  let lines: string[] = [];

  const start = async (database: typeof first, eventStore?: string) => {
    const environment = readEnvironment({
      LOG_LEVEL: 'silent',
      DATABASE_URL: database.appUrl,
      DATABASE_ADMIN_URL: database.adminUrl,
      EVENTSTORE_URL: eventStore,
      QORZHYN_READS_PER_MINUTE: '100000',
    });
    const app = await createApp({ environment, databaseUrl: database.appUrl, adminUrl: database.adminUrl });
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
    await double?.stop();
    await postgres?.stop();
  });

  test('is copied while its server goes on; the last step waits until that is stopped', async () => {
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

  test('moves to EventStoreDB with the same ids, bytes and standings; the place it left takes no event and no server', async () => {
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

  test('moves on to another PostgreSQL, and from there with all that lies beside it to a third', async () => {
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
      /vault_items of the target holds something/,
    );
    const again = await start(third);
    const now = await again.board();
    expect(rowsOf(now)).toEqual(rowsOf(grown));
    expect(now.seq).toBeGreaterThan(grown.seq);
    await again.app.close();
    expect(await verifyAll(again.environment, () => undefined)).toBe(0);
  }, 60_000);

  test('of which one byte differs, or one event is missing or too many, is found, and the event is named', async () => {
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

  test('is spoken of by position nowhere that a move would leave', async () => {
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
