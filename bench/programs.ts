import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Ground } from './ground.js';

/** The version of a program on the path, or null when it is not there. */
export function versionOf(program: string): string | null {
  const { status, stdout } = spawnSync(program, ['--version'], { encoding: 'utf8', timeout: 10_000 });
  return status === 0 ? (/\d+(\.\d+)+/.exec(stdout)?.[0] ?? stdout.trim()) : null;
}

/** What a program prints; the password of `url` goes by the environment, where no list of processes shows it. */
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
