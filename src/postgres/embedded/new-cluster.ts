import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { handOver, type Account } from './account.js';
import { POSTGRES_MAJOR, type Program } from './binaries.js';
import { EmbeddedPostgresError } from './embedded-error.js';

export type ClusterRole = 'postgres' | 'qorzhyn_admin' | 'qorzhyn_app';
export type Passwords = Record<ClusterRole, string>;

const secret = () => randomBytes(24).toString('hex');

/** Made beside its place and moved there whole, so a half-made folder is never used and two starts do not mix. */
export async function initialise(folder: string, program: (name: Program) => string, account: Account): Promise<void> {
  const parent = resolve(folder, '..');
  mkdirSync(parent, { recursive: true });
  removeLeftovers(parent);
  const draft = `${folder}.new-${process.pid}-${randomBytes(4).toString('hex')}`;
  const data = join(draft, 'data');
  mkdirSync(data, { recursive: true });
  handOver(draft, account);
  const passwords: Passwords = { postgres: secret(), qorzhyn_admin: secret(), qorzhyn_app: secret() };
  const first = join(draft, 'first-password');
  writeFileSync(first, passwords.postgres, { mode: 0o600 });
  handOver(first, account);
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${first}`, '--data-checksums'];
  const code = await runProgram(
    program('initdb'),
    ['-D', data, ...locale, ...access],
    account,
    join(draft, 'initdb.log'),
  );
  if (code !== 0)
    throw new EmbeddedPostgresError(`the data folder ${folder} could not be made`, `read ${join(draft, 'initdb.log')}`);
  rmSync(first);
  writeFileSync(join(draft, 'passwords.json'), JSON.stringify(passwords), { mode: 0o600, flush: true });
  keep(draft);
  try {
    renameSync(draft, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(draft, { recursive: true, force: true });
  }
  keep(parent);
}

/** What stands in a folder is still there after a power cut. Windows neither needs it nor opens folders. */
function keep(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function removeLeftovers(parent: string): void {
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith(`postgres-${POSTGRES_MAJOR}.new-`))) {
    const path = join(parent, name);
    if (Date.now() - statSync(path).mtimeMs > 600_000) rmSync(path, { recursive: true, force: true });
  }
}

/** The exit code of one of PostgreSQL's programs, run under the account. */
export function runProgram(
  path: string,
  args: readonly string[],
  account: Account,
  logFile?: string,
): Promise<number | null> {
  const [command = '', ...rest] = [...account.prefix, path, ...args];
  const log = logFile ? openSync(logFile, 'a', 0o600) : 'ignore';
  return new Promise((done, fail) => {
    const child = spawn(command, rest, {
      stdio: ['ignore', log, log],
      uid: account.uid,
      gid: account.gid,
      windowsHide: true,
    });
    child.once('error', (error) => fail(new EmbeddedPostgresError(`${path} cannot be run (${error.message})`)));
    child.once('exit', (code) => done(code));
  }).finally(() => typeof log === 'number' && closeSync(log)) as Promise<number | null>;
}
