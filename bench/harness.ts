import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../src/postgres/embedded/embedded-postgres.js';

/** The command line names something that does not exist. */
export class BadArgument extends Error {}

/** The limit of a ratio, where somebody would notice; one of the two is set. */
export interface Target {
  atLeast?: number;
  atMost?: number;
}

/** Ours and the anchor, measured one right after the other in the same unit. */
export interface Round {
  ours: number;
  anchor: number;
}

export interface Sampled {
  rounds: readonly Round[];
  /** Parts of the ratio, for readers. */
  figures?: Record<string, string | number>;
}

export interface Bench {
  name: string;
  /** Name of the ratio. */
  metric: string;
  /** The limit or the peer of the same run. */
  anchor: string;
  /** Absent = a figure for comparison, which promises nothing. */
  target?: Target;
  /** Programs beside our own without which the row stays unmeasured. */
  needs?: readonly string[];
  /** Checks that everything was done rightly and throws when it was not; `context.smoke` makes too few rounds for a figure. */
  run(context: BenchContext): Promise<Sampled>;
}

export interface Result {
  name: string;
  metric: string;
  anchor: string;
  target: string;
  state: 'reached' | 'missed' | 'measured' | 'not measured' | 'checked';
  ratio: number | null;
  min: number | null;
  max: number | null;
  rounds: number;
  /** Medians of both sides, in the unit of the row; null = not measured. */
  sides: Round | null;
  figures: Record<string, string | number>;
  /** Why there is no ratio. */
  reason?: string;
}

/** An anchor that varies more than this in one run says nothing. */
const STEADY = 2;

/** The median ratio of all rounds; no ratio when the anchor itself was unsteady or the rounds are a smoke. */
export function judge(bench: Bench, { rounds, figures = {} }: Sampled, smoke: boolean): Result {
  const anchors = rounds.map(({ anchor }) => anchor);
  const spread = Math.max(...anchors) / Math.min(...anchors);
  const sides = { ours: median(rounds.map(({ ours }) => ours)), anchor: median(anchors) };
  const row = { ...rowOf(bench), rounds: rounds.length, figures, sides };
  if (smoke) return { ...row, state: 'checked' };
  if (!(spread <= STEADY))
    return { ...row, state: 'not measured', reason: `the anchor varied ${spread.toFixed(1)}× within the run` };
  const ratios = rounds.map(({ ours, anchor }) => ours / anchor);
  const ratio = percentile(ratios, 0.5);
  return { ...row, state: stateOf(bench, ratio), ratio, min: Math.min(...ratios), max: Math.max(...ratios) };
}

export function stateOf({ target }: Bench, ratio: number): 'reached' | 'missed' | 'measured' {
  if (!target) return 'measured';
  const { atLeast = -Infinity, atMost = Infinity } = target;
  return ratio >= atLeast && ratio <= atMost ? 'reached' : 'missed';
}

/** The target as people read it. */
export function limitOf({ target }: Bench): string {
  if (!target) return 'none: a figure';
  return target.atLeast === undefined ? `≤ ${target.atMost}` : `≥ ${target.atLeast}`;
}

export const unmeasured = (bench: Bench, reason: string): Result => ({ ...rowOf(bench), reason });

function rowOf(bench: Bench): Result {
  const { name, metric, anchor } = bench;
  const none = { ratio: null, min: null, max: null, rounds: 0, sides: null, figures: {} };
  return { name, metric, anchor, target: limitOf(bench), state: 'not measured', ...none };
}

/**
 * Ours and the anchor by turns, with alternating starts. With `slices`, a round has several short turns, and their median counts.
 * A disturbance of the disk then stays in one slice.
 */
export async function byTurns(
  { rounds, smoke = false }: Pick<BenchContext, 'rounds'> & Partial<Pick<BenchContext, 'smoke'>>,
  ours: () => Promise<number>,
  anchor: () => Promise<number>,
  slices = 1,
): Promise<Round[]> {
  const made: Round[] = [];
  const turns = smoke ? 1 : slices;
  for (let round = 0; round < rounds; round += 1) {
    const mine: number[] = [];
    const theirs: number[] = [];
    for (let turn = round; turn < round + turns; turn += 1) {
      if (turn % 2 === 0) mine.push(await ours());
      theirs.push(await anchor());
      if (turn % 2 === 1) mine.push(await ours());
    }
    made.push({ ours: median(mine), anchor: median(theirs) });
  }
  return made;
}

/** The samples of one run, split into `parts` rounds of medians. */
export function inParts(ours: readonly number[], anchor: readonly number[], parts: number): Round[] {
  const size = Math.floor(ours.length / parts);
  return Array.from({ length: parts }, (_, part) => {
    const [from, to] = [part * size, (part + 1) * size];
    return { ours: median(ours.slice(from, to)), anchor: median(anchor.slice(from, to)) };
  });
}

/** The value that a share of all values does not exceed; `values` are not empty. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!;
}

export const median = (values: readonly number[]) => percentile(values, 0.5);

/** Medians of both sides of a speed. */
export const speeds = (rounds: readonly Round[], unit = 'events/s') => ({
  [unit]: rounded(median(rounds.map((round) => round.ours))),
  [`anchor ${unit}`]: rounded(median(rounds.map((round) => round.anchor))),
});

export const rounded = (value: number) => (value >= 100 ? Math.round(value) : Math.round(value * 100) / 100);

/** Throws with the sentence when a check of correctness fails, which voids the figure. */
export function mustHold(holds: boolean, sentence: string): void {
  if (!holds) throw new Error(`wrong, so nothing is reported: ${sentence}`);
}

const NORMAL_95 = 1.96;

/** A slope with its 95 % interval. */
export interface Slope {
  middle: number;
  low: number;
  high: number;
}

/**
 * The median slope between all pairs of points (Theil–Sen), with an interval from the ranks of slopes (Kendall).
 * Outliers move neither.
 */
export function slopeOf(points: readonly { x: number; y: number }[]): Slope {
  const slopes = points.flatMap((a, n) => points.slice(n + 1).map((b) => (b.y - a.y) / (b.x - a.x)));
  slopes.sort((a, b) => a - b);
  const n = points.length;
  const spread = NORMAL_95 * Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
  const rank = (slopes.length - spread) / 2;
  const at = (index: number) => slopes[Math.min(slopes.length - 1, Math.max(0, Math.round(index)))]!;
  return { middle: median(slopes), low: at(rank - 1), high: at(slopes.length - rank) };
}

export interface Database {
  appUrl: string;
  adminUrl: string;
}

/** Resources of a bench run: one PostgreSQL for ours and the anchor, and durations. */
export interface BenchContext {
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
export async function openBenchContext({ smoke, rounds, seconds }: Pick<BenchContext, 'smoke' | 'rounds' | 'seconds'>) {
  const folder = mkdtempSync(path.join(tmpdir(), 'qorzhyn-bench-'));
  const given = process.env.BENCH_DATABASE_URL;
  const make = given ? onServer(given) : embedded(folder);
  const context: BenchContext = {
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
  return context;
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
function output(program: string, args: readonly string[], url: string): Promise<string> {
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

/** Transactions per second of pgbench with prepared statements. Errors: those of pgbench, and any transaction that failed. */
export async function pgbench(context: BenchContext, url: string, script: string, clients: number, seconds: number) {
  const file = path.join(context.folder, 'pgbench.sql');
  writeFileSync(file, script);
  const load = ['-c', String(clients), '-j', String(Math.min(2, clients)), '-T', String(seconds)];
  const said = await output('pgbench', ['-n', '-M', 'prepared', ...load, '-f', file, parts(url).database], url);
  const perSecond = Number(/^tps = ([\d.]+) \(without/m.exec(said)?.[1]);
  if (!(perSecond > 0) || !/failed transactions: 0 /.test(said))
    throw new Error(`pgbench gave no clean figure: ${said}`);
  return perSecond;
}

export type Machine = Record<string, string | number>;

/** Conditions of the figures. The load is that of the minute before the run. */
export async function describeMachine(context: BenchContext): Promise<Machine> {
  const { adminUrl } = await context.database();
  const [server] = await ask<Record<string, string>>(
    adminUrl,
    `SELECT current_setting('server_version') AS "PostgreSQL", current_setting('fsync') AS fsync,
       current_setting('synchronous_commit') AS synchronous_commit, current_setting('full_page_writes') AS full_page_writes`,
  );
  return {
    Node: process.version,
    cores: cpus().length,
    cpu: cpus()[0]?.model ?? '',
    'load before': rounded(loadavg()[0] ?? 0),
    ...server,
    pgbench: versionOf('pgbench') ?? 'absent',
  };
}
