import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '../..');

/** The code that a figure was measured with. */
export interface Commit {
  commit: string;
  /** Something beside the documents differed from the commit. */
  isChanged: boolean;
}

function git(folder: string, ...args: string[]): string | null {
  const { status, stdout } = spawnSync('git', args, { cwd: folder, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

/** The commit of a folder; empty when the folder is no repository of its own, like an unpacked archive. */
export function commitOf(folder = root): Commit | undefined {
  const top = git(folder, 'rev-parse', '--show-toplevel');
  const commit = git(folder, 'rev-parse', '--short', 'HEAD');
  if (!top || !commit || realpathSync(top) !== realpathSync(folder)) return undefined;
  return { commit, isChanged: git(folder, 'status', '--porcelain', '--', '.', ':!docs') !== '' };
}
