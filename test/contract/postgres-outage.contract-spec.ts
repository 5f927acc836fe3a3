import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import {
  StoreUnavailable,
  type EventStore,
  type ExpectedRevision,
  type NewEvent,
} from '../../src/event-store/event-store.js';
import { openPostgresEventStore } from '../../src/event-store/postgres/open-postgres.js';
import { startTestPostgres, type TestPostgres } from '../support/postgres.js';
import { Follower } from './follower.js';

jest.setTimeout(120_000);
const log = { log: () => undefined, warn: () => undefined };
const event = (n: number): NewEvent => ({ id: randomUUID(), type: 'ContractTested', data: { n }, metadata: {} });
let server: TestPostgres;
let appUrl: string;
let store: EventStore;

/** The server's own pid, and those of its processes. */
async function processes(): Promise<{ postmaster: number; all: number[] }> {
  const client = new Client({ connectionString: appUrl });
  await client.connect();
  const { rows } = await client.query<{ me: number }>('SELECT pg_backend_pid() AS me');
  await client.end();
  const { rows: others } = await activity();
  const postmaster = Number(readFileSync(`/proc/${others[0]!.pid}/stat`, 'utf8').split(') ')[1]!.split(' ')[1]);
  return { postmaster, all: [postmaster, ...others.map(({ pid }) => pid)].filter((pid) => pid !== rows[0]!.me) };
}

async function activity() {
  const client = new Client({ connectionString: appUrl });
  await client.connect();
  return client
    .query<{ pid: number }>('SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()')
    .finally(() => client.end());
}

async function persist(stream: string, expected: ExpectedRevision, events: NewEvent[]): Promise<void> {
  for (;;) {
    try {
      return void (await store.append(stream, expected, events));
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
    }
  }
}

async function numbers(stream: string): Promise<number[]> {
  const found: number[] = [];
  for await (const { data } of store.read(stream)) found.push((JSON.parse(data) as { n: number }).n);
  return found;
}

beforeAll(async () => {
  server = await startTestPostgres({ settings: {} });
  const urls = await server.createDatabase();
  appUrl = urls.appUrl;
  store = await openPostgresEventStore({ url: appUrl, adminUrl: urls.adminUrl, log });
});
afterAll(async () => {
  await store.close();
  await server.stop();
});

test('rejects within five seconds while PostgreSQL hangs, and resumes after it', async () => {
  const stream = `hung-${randomUUID()}`;
  await store.append(stream, 'no-stream', [event(0)]);
  const follower = new Follower(store, { filter: { streamPrefixes: [stream] } });
  await follower.caughtUp();
  const { all } = await processes();
  const late = [event(1)];
  for (const pid of all) process.kill(pid, 'SIGSTOP');
  try {
    const start = performance.now();
    const answers = await Promise.allSettled([store.append(stream, 0, late), store.head(), numbers(stream)]);
    expect(performance.now() - start).toBeLessThan(5_000);
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) });
  } finally {
    for (const pid of all) process.kill(pid, 'SIGCONT');
  }
  await persist(stream, 0, late);
  await follower.until(({ events }) => events.length >= 2);
  await follower.end();
  expect(await numbers(stream)).toEqual([0, 1]);
  expect(follower.events).toHaveLength(2);
});

test('has every acknowledged event once after PostgreSQL is killed', async () => {
  const prefix = `killed-${randomUUID()}`;
  const [writers, appends] = [8, 40];
  const follower = new Follower(store, { after: await store.head(), filter: { streamPrefixes: [prefix] } });
  await follower.caughtUp();
  const { postmaster } = await processes();
  const write = async (writer: number) => {
    for (let n = 0; n < appends; n++) {
      if (writer === 0 && n === appends / 2) process.kill(postmaster, 'SIGKILL');
      await persist(`${prefix}-${writer}`, n === 0 ? 'no-stream' : n - 1, [event(n)]);
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
  await follower.until(({ events }) => events.length >= writers * appends);
  await follower.end();
  expect(follower.events).toHaveLength(writers * appends);
  for (let writer = 0; writer < writers; writer++)
    expect(await numbers(`${prefix}-${writer}`)).toEqual(Array.from({ length: appends }, (_, n) => n));
});
