import { randomBytes, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { migrate } from '../../src/postgres/migrate.js';
import { type AppendKey, KeyTaken, WrongExpectedRevision } from '../../src/event-store/event-store.js';
import { openPostgresEventStore } from '../../src/event-store/postgres/open-postgres-event-store.js';
import type { PostgresEventStore } from '../../src/event-store/postgres/postgres-event-store.js';
import { idempotencySchema } from '../../src/idempotency/idempotency.migration.js';
import { startTestPostgres, type TestPostgres } from '../support/postgres.js';

const log = { log: () => undefined, warn: () => undefined };
const event = () => ({ id: randomUUID(), type: 'ContractTested', data: { n: 1 }, metadata: {} });
const keyOf = (hash = randomBytes(32), requestHash: Buffer | null = Buffer.from('mine')): AppendKey => ({
  hash,
  requestHash,
  plan: '[]',
  keptAt: new Date('2026-11-24T09:00:00Z'),
});

let postgres: TestPostgres;
let one: PostgresEventStore;
let other: PostgresEventStore;
let client: Client;

beforeAll(async () => {
  postgres = await startTestPostgres();
  const { appUrl: url, adminUrl } = await postgres.createDatabase();
  await migrate(adminUrl, url, [idempotencySchema]);
  one = await openPostgresEventStore({ url, adminUrl, log });
  other = await openPostgresEventStore({ url, adminUrl, log });
  client = new Client({ connectionString: url });
  await client.connect();
});

afterAll(async () => {
  await Promise.all([one.close(), other.close(), client.end()]);
  await postgres.stop();
});

const kept = async ({ hash }: AppendKey) =>
  (
    await client.query<{ stream: string; expected: string }>(
      'SELECT stream, expected FROM planned_appends WHERE key_hash = $1 ORDER BY stream',
      [hash],
    )
  ).rows;
const count = async (stream: string) => {
  let seen = 0;
  for await (const { revision } of one.read(stream)) seen = revision + 1;
  return seen;
};

describe('an append under a key', () => {
  it('keeps the plan in the transaction of its events', async () => {
    const [stream, key] = [`keyed-${randomUUID()}`, keyOf()];
    await one.append(stream, 'no-stream', [event(), event()], key);
    expect(await kept(key)).toEqual([{ stream, expected: 'no-stream' }]);
    const { rows: plans } = await client.query('SELECT xmin::text FROM planned_appends WHERE key_hash = $1', [
      key.hash,
    ]);
    const { rows: events } = await client.query('SELECT DISTINCT xmin::text FROM history.events WHERE stream = $1', [
      stream,
    ]);
    expect(events).toEqual(plans);
  });

  it('keeps nothing when it is refused', async () => {
    const [stream, key] = [`keyed-${randomUUID()}`, keyOf()];
    await one.append(stream, 'no-stream', [event()]);
    await expect(one.append(stream, 'no-stream', [event()], key)).rejects.toThrow(WrongExpectedRevision);
    await expect(one.append(stream, 4, [event()], key)).rejects.toThrow(WrongExpectedRevision);
    expect(await kept(key)).toEqual([]);
    await one.append(stream, 0, [event()], key);
    expect(await kept(key)).toEqual([{ stream, expected: '0' }]);
  });

  it('is made once, however often and wherever it is asked for', async () => {
    const [stream, key] = [`keyed-${randomUUID()}`, keyOf()];
    const asked = Array.from({ length: 50 }, (_, n) =>
      (n % 2 === 0 ? one : other).append(stream, 'no-stream', [event()], key).then(
        () => 'written',
        (error: unknown) =>
          error instanceof KeyTaken ? `taken${error.isForeign ? ' by another request' : ''}` : String(error),
      ),
    );
    const answers = await Promise.all(asked);
    expect(answers.filter((answer) => answer === 'written')).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'taken')).toHaveLength(49);
    expect(await count(stream)).toBe(1);
  });

  it('control: without a key only the expected revision stands in the way', async () => {
    const stream = `keyed-${randomUUID()}`;
    for (let n = 0; n < 3; n += 1) await one.append(stream, n === 0 ? 'no-stream' : n - 1, [event()]);
    expect(await count(stream)).toBe(3);
  });

  it('that moved on meanwhile is taken all the same', async () => {
    const [stream, key] = [`keyed-${randomUUID()}`, keyOf()];
    await one.append(stream, 'no-stream', [event()], key);
    await expect(other.append(stream, 0, [event()], key)).rejects.toThrow(KeyTaken);
    expect(await count(stream)).toBe(1);
  });

  it('gives the first result when the same events come again', async () => {
    const [stream, key, same] = [`keyed-${randomUUID()}`, keyOf(), event()];
    const first = await one.append(stream, 'no-stream', [same], key);
    expect(await other.append(stream, 'no-stream', [same], key)).toEqual(first);
    expect(await other.append(stream, 'no-stream', [same])).toEqual(first);
  });

  it('of another request is refused in every stream, whoever comes first', async () => {
    const hash = randomBytes(32);
    const [mine, theirs] = [keyOf(hash, Buffer.from('mine')), keyOf(hash, Buffer.from('theirs'))];
    const streams = [`keyed-${randomUUID()}`, `keyed-${randomUUID()}`];
    const answers = await Promise.allSettled([
      one.append(streams[0]!, 'no-stream', [event()], mine),
      one.append(streams[1]!, 'no-stream', [event()], theirs),
    ]);
    const [refused] = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []));
    expect(refused).toMatchObject({ isForeign: true });
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await count(streams[0]!)) + (await count(streams[1]!))).toBe(1);
  });

  it('may go to several streams in one request', async () => {
    const key = keyOf();
    const streams = [`keyed-a-${randomUUID()}`, `keyed-b-${randomUUID()}`];
    await Promise.all(streams.map((stream) => one.append(stream, 'no-stream', [event()], key)));
    expect((await kept(key)).map(({ stream }) => stream)).toEqual(streams);
  });

  it('fails alone: whatever shares its batch is written', async () => {
    const [taken, stream] = [keyOf(), `keyed-${randomUUID()}`];
    await one.append(stream, 'no-stream', [event()], taken);
    const streams = Array.from({ length: 10 }, () => `keyed-${randomUUID()}`);
    const answers = await Promise.allSettled([
      ...streams.slice(0, 5).map((each) => one.append(each, 'no-stream', [event()], keyOf())),
      one.append(stream, 0, [event()], taken),
      ...streams.slice(5).map((each) => one.append(each, 'no-stream', [event()], keyOf(undefined, null))),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([
      ...Array<string>(5).fill('fulfilled'),
      'rejected',
      ...Array<string>(5).fill('fulfilled'),
    ]);
    expect(await Promise.all(streams.map(count))).toEqual(Array<number>(10).fill(1));
  });
});
