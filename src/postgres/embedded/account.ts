import { spawnSync } from 'node:child_process';
import { chownSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-error.js';

/** PostgreSQL refuses to run as root; this says under which account its programs are run instead. */
export interface Account {
  /** Put before the program and its arguments. */
  prefix: readonly string[];
  /** For child_process; absent = as we are. */
  uid?: number;
  gid?: number;
}

const NOBODY = 65534;
const UNSHARE = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];

const runs = (command: string, args: string[], ids: object) =>
  spawnSync(command, args, { ...ids, stdio: 'ignore', timeout: 10_000 }).status === 0;

/** Not root: as we are. Root: in a user namespace where root is nobody, else as nobody. `postgres` is the program to be run. */
export function chooseAccount(postgres: string): Account {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const [unshare = '', ...mapping] = UNSHARE;
  if (runs(unshare, [...mapping, postgres, '--version'], {})) return { prefix: UNSHARE };
  if (runs(postgres, ['--version'], { uid: NOBODY, gid: NOBODY })) return { prefix: [], uid: NOBODY, gid: NOBODY };
  throw new EmbeddedPostgresError(
    'PostgreSQL does not run as root, and neither user namespaces nor the account nobody can be used here',
    'start as another user',
  );
}

/** Gives a folder and all in it to the account that will run there. */
export function handOver(folder: string, account: Account): void {
  const uid = account.uid ?? process.getuid?.();
  const gid = account.gid ?? process.getgid?.();
  if (uid === undefined || gid === undefined || lstatSync(folder).uid === uid) return;
  const visit = (path: string): void => {
    const isFolder = lstatSync(path).isDirectory();
    if (isFolder) for (const name of readdirSync(path)) visit(join(path, name));
    chownSync(path, uid, gid);
  };
  visit(folder);
}
