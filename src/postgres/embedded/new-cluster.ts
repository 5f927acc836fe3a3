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
import { changeOwner, type OsUser } from './os-user.js';
import { POSTGRES_MAJOR, type Program } from './binaries.js';
import { EmbeddedPostgresError } from './embedded-error.js';

export type ClusterRole = 'postgres' | 'qorzhyn_admin' | 'qorzhyn_app';
export type Passwords = Record<ClusterRole, string>;

const secret = () => randomBytes(24).toString('hex');

/** Builds the folder beside its final path and renames it, so that no start uses an unfinished one. */
export async function initialise(folder: string, program: (name: Program) => string, user: OsUser): Promise<void> {
  const parent = resolve(folder, '..');
  mkdirSync(parent, { recursive: true });
  removeLeftovers(parent);
  const draft = `${folder}.new-${process.pid}-${randomBytes(4).toString('hex')}`;
  const data = join(draft, 'data');
  mkdirSync(data, { recursive: true });
  changeOwner(draft, user);
  const passwords: Passwords = { postgres: secret(), qorzhyn_admin: secret(), qorzhyn_app: secret() };
  const first = join(draft, 'first-password');
  writeFileSync(first, passwords.postgres, { mode: 0o600 });
  changeOwner(first, user);
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${first}`, '--data-checksums'];
  const code = await runProgram(program('initdb'), ['-D', data, ...locale, ...access], user, join(draft, 'initdb.log'));
  if (code !== 0)
    throw new EmbeddedPostgresError(`the data folder ${folder} could not be made`, `read ${join(draft, 'initdb.log')}`);
  rmSync(first);
  writeFileSync(join(draft, 'passwords.json'), JSON.stringify(passwords), { mode: 0o600, flush: true });
  syncFolder(draft);
  try {
    renameSync(draft, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(draft, { recursive: true, force: true });
  }
  syncFolder(parent);
}

/** Makes the entries of a folder survive a power cut. Windows neither needs this nor opens folders. */
function syncFolder(folder: string): void {
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

/** The exit code of a program of PostgreSQL, run as the user. */
export function runProgram(
  path: string,
  args: readonly string[],
  user: OsUser,
  logFile?: string,
): Promise<number | null> {
  const [command = '', ...rest] = [...user.prefix, path, ...args];
  const log = logFile ? openSync(logFile, 'a', 0o600) : 'ignore';
  return new Promise((done, fail) => {
    const child = spawn(command, rest, {
      stdio: ['ignore', log, log],
      uid: user.uid,
      gid: user.gid,
      windowsHide: true,
    });
    child.once('error', (error) => fail(new EmbeddedPostgresError(`${path} cannot be run (${error.message})`)));
    child.once('exit', (code) => done(code));
  }).finally(() => typeof log === 'number' && closeSync(log)) as Promise<number | null>;
}
