import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { SystemClock } from '../../src/config/clock.js';
import { hashOf } from '../../src/config/ids.js';
import { openPostgresEventStore } from '../../src/event-store/postgres/open-postgres.js';
import { IdempotentResponses } from '../../src/idempotency/idempotency.repository.js';
import { migrate } from '../../src/postgres/migrate.js';
import { serverSchema } from '../../src/postgres/migrations.js';
import { startTestPostgres, type TestPostgres } from '../support/postgres.js';

const log = { log: () => undefined, warn: () => undefined };
const previous = readFileSync(path.join(__dirname, '../samples/schema-0.1.0.sql'), 'utf8');
const firstId = '0198b9b6-7a52-7c44-9d52-000000000001';
let server: TestPostgres;

beforeAll(async () => {
  server = await startTestPostgres();
});
afterAll(() => server.stop());

async function query<Row extends object>(url: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client
    .query<Row>(sql, values)
    .then(({ rows }) => rows)
    .finally(() => client.end());
}

type Urls = Awaited<ReturnType<TestPostgres['createDatabase']>>;

async function upgrade({ appUrl, adminUrl }: Urls) {
  await migrate(adminUrl, appUrl, serverSchema);
  return openPostgresEventStore({ url: appUrl, adminUrl, log });
}

/** A database of version 0.1.0 with one event and one stored response. */
async function previousDatabase(): Promise<Urls> {
  const urls = await server.createDatabase();
  await query(urls.adminUrl, previous);
  await query(
    urls.appUrl,
    `SELECT * FROM history.append_batch(ARRAY['action-1'], ARRAY[-1], '{}', ARRAY[1], ARRAY[-1], ARRAY[1], ARRAY[1], ARRAY[1],
       ARRAY['action-1'], ARRAY[0], ARRAY['${firstId}'::uuid], ARRAY['ContractTested'], ARRAY['{"n":1}'], ARRAY['{}'])`,
  );
  await query(
    urls.appUrl,
    'INSERT INTO idempotency_keys (key_hash, request_hash, status, told, created_at) VALUES ($1, $2, 200, $3, now())',
    [hashOf('aigul', 'key-1'), hashOf('request'), '{"position":"1"}'],
  );
  return urls;
}

const CATALOG = {
  columns: `SELECT table_schema, table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns
    WHERE table_schema IN ('public', 'history', 'read_model') ORDER BY 1, 2, 3`,
  indexes: `SELECT schemaname, indexname, indexdef FROM pg_indexes WHERE schemaname IN ('public', 'history', 'read_model') ORDER BY 1, 2`,
  functions: `SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'history'::regnamespace ORDER BY 1`,
  triggers: `SELECT tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1`,
  privileges: `SELECT table_schema, table_name, privilege_type FROM information_schema.role_table_grants
    WHERE grantee = 'qorzhyn_app' ORDER BY 1, 2, 3`,
  migrations: 'SELECT name FROM migrations ORDER BY timestamp',
};
const catalogOf = async ({ adminUrl }: Urls) =>
  Object.fromEntries(
    await Promise.all(Object.entries(CATALOG).map(async ([name, sql]) => [name, await query(adminUrl, sql)] as const)),
  );

describe('migrate', () => {
  it('gives a database of version 0.1.0 the schema of a new one', async () => {
    const [old, fresh] = [await previousDatabase(), await server.createDatabase()];
    await (await upgrade(fresh)).close();
    const wanted = await catalogOf(fresh);
    expect(await catalogOf(old)).not.toEqual(wanted);
    await (await upgrade(old)).close();
    expect(await catalogOf(old)).toEqual(wanted);
  });

  it('keeps events, and appends after them', async () => {
    const store = await upgrade(await previousDatabase());
    const event = { id: firstId, type: 'ContractTested', data: { n: 1 }, metadata: {} };
    expect(await store.append('action-1', 'no-stream', [event])).toEqual({ revision: 0, position: '1' });
    const next = { ...event, id: '0198b9b6-7a52-7c44-9d52-000000000002' };
    expect(await store.append('action-1', 0, [next])).toEqual({ revision: 1, position: '2' });
    await store.close();
  });

  it('keeps responses that version 0.1.0 stored as plain text', async () => {
    const urls = await previousDatabase();
    await (await upgrade(urls)).close();
    const source = await new DataSource({ type: 'postgres', url: urls.appUrl }).initialize();
    const keyed = { actor: 'aigul', key: 'key-1', requestHash: hashOf('request') };
    const found = await new IdempotentResponses(source, new SystemClock()).find(keyed);
    await source.destroy();
    expect(found).toEqual({ status: 200, body: '{"position":"1"}' });
  });

  it('changes nothing when it runs again, also as the server role', async () => {
    const urls = await server.createDatabase();
    await (await upgrade(urls)).close();
    const before = await catalogOf(urls);
    await (await upgrade(urls)).close();
    await (await openPostgresEventStore({ url: urls.appUrl, log })).close();
    expect(await catalogOf(urls)).toEqual(before);
  });
});
