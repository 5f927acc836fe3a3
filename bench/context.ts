import { Redis } from 'ioredis';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../src/postgres/embedded/embedded-postgres.js';
import { rounded } from './measure.js';

export interface Database {
  appUrl: string;
  adminUrl: string;
}

/** Resources of a bench run: one PostgreSQL for ours and the anchor, and durations. */
export interface Ground {
  smoke: boolean;
  rounds: number;
  /** Length of one side of one round. */
  seconds: number;
  /** A folder that goes when the run ends. */
  folder: string;
  /** A fresh, empty database on the server of the run. */
  database(): Promise<Database>;
  close(): Promise<void>;
}

const quiet = { log: () => undefined, warn: () => undefined };

/** The server of BENCH_DATABASE_URL when it is set (a role that may create databases), else the embedded one. */
export async function prepareGround({ smoke, rounds, seconds }: Pick<Ground, 'smoke' | 'rounds' | 'seconds'>) {
  const folder = mkdtempSync(path.join(tmpdir(), 'qorzhyn-bench-'));
  const given = process.env.BENCH_DATABASE_URL;
  const make = given ? onServer(given) : embedded(folder);
  const ground: Ground = {
    smoke,
    rounds,
    seconds,
    folder,
    database: () => make.database(),
    async close() {
      await make.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return ground;
}

const newName = (count: number) => `bench_${process.pid}_${count}`;

/** No automatic checkpoint during a row: it would slow one side of a round by half. */
const UNDISTURBED = { max_wal_size: '16GB', checkpoint_timeout: '1d' };

function embedded(folder: string) {
  let server: ReturnType<typeof startEmbeddedPostgres> | null = null;
  let count = 0;
  return {
    async database(): Promise<Database> {
      server ??= startEmbeddedPostgres({ dataDir: folder, log: quiet, settings: UNDISTURBED });
      return (await server).createDatabase(newName(count++));
    },
    async stop() {
      await (await server)?.stop();
    },
  };
}

function onServer(url: string) {
  const made: string[] = [];
  return {
    async database(): Promise<Database> {
      const name = newName(made.length);
      await ask(url, `CREATE DATABASE ${name}`);
      made.push(name);
      const own = new URL(url);
      own.pathname = `/${name}`;
      return { appUrl: own.href, adminUrl: own.href };
    },
    async stop() {
      for (const name of made) await ask(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

/** One statement on a connection of its own. */
export async function ask<Row extends Record<string, unknown>>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** The version of a program on the path, or null when it is not there. */
export function versionOf(program: string): string | null {
  const { status, stdout } = spawnSync(program, ['--version'], { encoding: 'utf8', timeout: 10_000 });
  return status === 0 ? (/\d+(\.\d+)+/.exec(stdout)?.[0] ?? stdout.trim()) : null;
}

/** Output of a program; the password of `url` goes by the environment, hidden from process lists. */
export function output(program: string, args: readonly string[], url: string): Promise<string> {
  const { password, ...rest } = parts(url);
  const env = { ...process.env, PGPASSWORD: password, PGHOST: rest.host, PGPORT: rest.port, PGUSER: rest.user };
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve(out) : reject(new Error(`${program} ended with ${code}: ${err.slice(-500)}`)),
    );
  });
}

export const databaseName = (url: string) => parts(url).database;

function parts(url: string) {
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    host: hostname,
    port: port || '5432',
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: pathname.slice(1),
  };
}

export interface PgbenchFigures {
  /** Transactions per second without the time of connecting. */
  perSecond: number;
  /** Mean of a transaction. */
  latencyMs: number;
}

/** pgbench with prepared statements over one script. Errors: those of pgbench, and any transaction that failed. */
export async function pgbench(ground: Ground, url: string, script: string, clients: number): Promise<PgbenchFigures> {
  const file = path.join(ground.folder, 'pgbench.sql');
  writeFileSync(file, script);
  const load = ['-c', String(clients), '-j', String(Math.min(2, clients)), '-T', String(ground.seconds)];
  const said = await output('pgbench', ['-n', '-M', 'prepared', ...load, '-f', file, databaseName(url)], url);
  const perSecond = Number(/^tps = ([\d.]+) \(without/m.exec(said)?.[1]);
  const latencyMs = Number(/^latency average = ([\d.]+) ms/m.exec(said)?.[1]);
  if (!(perSecond > 0 && latencyMs > 0) || !/failed transactions: 0 /.test(said))
    throw new Error(`pgbench gave no clean figure: ${said}`);
  return { perSecond, latencyMs };
}

export type Machine = Record<string, string | number>;

/** Conditions of the figures. The load is that of the minute before the run. */
export async function describeMachine(ground: Ground): Promise<Machine> {
  const { adminUrl } = await ground.database();
  const [server] = await ask<Record<string, string>>(
    adminUrl,
    `SELECT current_setting('server_version') AS "PostgreSQL", current_setting('fsync') AS fsync,
       current_setting('synchronous_commit') AS synchronous_commit, current_setting('full_page_writes') AS full_page_writes`,
  );
  const programs = ['pgbench', 'psql', 'redis-server'].map((name) => [name, versionOf(name) ?? 'absent'] as const);
  return {
    Node: process.version,
    cores: cpus().length,
    cpu: cpus()[0]?.model ?? '',
    'load before': rounded(loadavg()[0] ?? 0),
    ...server,
    ...Object.fromEntries(programs),
  };
}

/** Debian's redis-server on a free port of this machine, in memory alone. */
export async function startRedis(folder: string): Promise<{ client: Redis; stop(): Promise<void> }> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  const words = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  const server = spawn('redis-server', words, { stdio: 'ignore' });
  const ended = once(server, 'exit');
  const client = new Redis({ port, host: '127.0.0.1', retryStrategy: () => 50 });
  client.on('error', () => undefined);
  await client.ping();
  const stop = async () => {
    client.disconnect();
    server.kill('SIGTERM');
    await ended;
  };
  return { client, stop };
}
