import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/postgres/embedded/embedded-postgres.js';
import { freePort, readPostmaster } from '../../src/postgres/embedded/cluster.js';

jest.setTimeout(60_000);
const dataDir = join(mkdtempSync(join(tmpdir(), 'qorzhyn-embedded-')), 'Қоржын деректері $1');
const folder = join(dataDir, 'postgres-18');
const messages: string[] = [];
const log = { log: (text: string) => messages.push(text), warn: (text: string) => messages.push(text) };
const start = () => startEmbeddedPostgres({ dataDir, log });
let server: EmbeddedPostgres;

async function query<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client
    .query<Row>(sql)
    .then((result) => result.rows)
    .finally(() => client.end());
}

async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  for (const until = Date.now() + 20_000; ; await new Promise((resolve) => setTimeout(resolve, 50))) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > until) throw error;
    }
  }
}

beforeAll(async () => {
  server = await start();
});
afterAll(async () => {
  await server.stop();
  rmSync(join(dataDir, '..'), { recursive: true, force: true });
});

test('creates a durable UTF-8 database with checksums in any folder name', async () => {
  const [row] = await query(
    server.appUrl,
    `SELECT current_setting('fsync') AS fsync, current_setting('data_checksums') AS checksums, lower('ҚЫЗЫЛҚҰМ') AS lower,
            current_setting('server_encoding') AS encoding, current_setting('listen_addresses') AS address`,
  );
  expect(row).toEqual({ fsync: 'on', checksums: 'on', lower: 'қызылқұм', encoding: 'UTF8', address: '127.0.0.1' });
});

test('requires random passwords that only the owner can read', async () => {
  expect(statSync(join(folder, 'passwords.json')).mode & 0o777).toBe(0o600);
  const wrong = new URL(server.appUrl);
  wrong.password = 'wrong';
  await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
});

test('logs only lines of PostgreSQL, with the cause of a failed start', () => {
  expect(readFileSync(join(folder, 'postgres.log'), 'utf8')).toMatch(/^\d{4}-\d\d-\d\d /);
});

test('its log names no value of a row that is refused', async () => {
  const add = (values: string) => query(server.adminUrl, `INSERT INTO public.people SELECT ${values}`);
  await query(
    server.adminUrl,
    'CREATE TABLE public.people (login text UNIQUE, age int CHECK (age > 0), name text NOT NULL)',
  );
  await add("'aigul-' || 'bekova', 1, 'x'");
  await expect(add("'aigul-' || 'bekova', 1, 'x'")).rejects.toThrow('duplicate key');
  await expect(add("'aigul-' || 'bekova-2', 0, 'x'")).rejects.toThrow('check constraint');
  await expect(add("'aigul-' || 'bekova-3', 1, NULL")).rejects.toThrow('null value');
  const lines = readFileSync(join(folder, 'postgres.log'), 'utf8').split('\n');
  expect(lines.filter((line) => line.includes('people_login_key'))).toHaveLength(1);
  expect(lines.filter((line) => line.includes('aigul-bekova'))).toEqual([]);
});

test('lets only the owner create tables', async () => {
  await expect(query(server.appUrl, 'CREATE TABLE public.mine (id int)')).rejects.toThrow('permission denied');
  await query(server.adminUrl, 'CREATE TABLE public.kept AS SELECT 44 AS id');
});

test('a second start shares the live server and leaves it running', async () => {
  const second = await start();
  expect(second.appUrl).toBe(server.appUrl);
  expect(messages.at(-1)).toContain('PostgreSQL found');
  await second.stop();
  expect(await query(server.adminUrl, 'SELECT id FROM public.kept')).toEqual([{ id: 44 }]);
});

test('restarts a killed server at the same address with its data', async () => {
  const { pid } = readPostmaster(join(folder, 'data'))!;
  process.kill(pid, 'SIGKILL');
  const rows = await eventually(async () => {
    expect(readPostmaster(join(folder, 'data'))!.pid).not.toBe(pid);
    return query(server.adminUrl, 'SELECT id FROM public.kept');
  });
  expect(rows).toEqual([{ id: 44 }]);
});

test('the last stop ends the server, whose data the next start finds', async () => {
  await server.stop();
  await expect(query(server.appUrl, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
  expect(readPostmaster(join(folder, 'data'))).toBeNull();
  server = await start();
  expect(messages.at(-1)).toContain('PostgreSQL started');
  expect(await query(server.adminUrl, 'SELECT id FROM public.kept')).toEqual([{ id: 44 }]);
});

test('starts despite a lock file with the pid of another process', async () => {
  const lock = join(folder, 'data', 'postmaster.pid');
  const lines = readFileSync(lock, 'utf8').split('\n');
  await server.stop();
  lines[0] = String(process.ppid);
  lines[3] = String(await freePort());
  writeFileSync(lock, lines.join('\n'), { mode: 0o600 });
  server = await start();
  expect(await query(server.adminUrl, 'SELECT id FROM public.kept')).toEqual([{ id: 44 }]);
});

test('a stop does not wait for a server that starts meanwhile', async () => {
  for (let round = 0; round < 5; round += 1) {
    const stopped = server.stop();
    await new Promise((resolve) => setTimeout(resolve, round * 10));
    const next = start();
    await stopped;
    server = await next;
  }
  expect(await query(server.appUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
}, 25_000);
