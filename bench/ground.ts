import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../src/postgres/embedded/embedded-postgres.js';

export interface Database {
  appUrl: string;
  adminUrl: string;
}

/** What every bench of a run stands on: one PostgreSQL for ours and for the anchor, and how long to measure. */
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

/** No checkpoint begins by itself while a row is measured: it would fall to one side of a round and slow it by half. */
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
