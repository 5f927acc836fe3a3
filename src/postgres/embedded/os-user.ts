import { spawnSync } from 'node:child_process';
import { chownSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-error.js';

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
  if (uid === undefined || gid === undefined || lstatSync(folder).uid === uid) return;
  const visit = (path: string): void => {
    const isFolder = lstatSync(path).isDirectory();
    if (isFolder) for (const name of readdirSync(path)) visit(join(path, name));
    chownSync(path, uid, gid);
  };
  visit(folder);
}
