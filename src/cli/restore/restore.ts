import 'reflect-metadata';
import path from 'node:path';
import { readEnvironment } from '../../config/environment.js';
import { DamagedBackup } from '../backup/manifest.js';
import { runCommand } from '../open-read-models.js';
import { restoreBackup } from './restore-backup.js';

const HELP = `npm run restore -- <folder>

Puts a backup into an empty database (the settings name it), folds the read models anew and verifies them.
Ends 0 when all of it is right, 1 when the backup is damaged or a read model differs, 2 when it could not run.`;

async function run(args: string[]): Promise<number> {
  const [folder, ...more] = args;
  if (folder === '--help') return (process.stdout.write(`${HELP}\n`), 0);
  if (folder === undefined || more.length > 0 || folder.startsWith('-'))
    throw new Error('Name the folder of the backup: npm run restore -- <folder>');
  try {
    return await restoreBackup(path.resolve(folder), readEnvironment(process.env), (line) => console.error(line));
  } catch (error) {
    if (!(error instanceof DamagedBackup)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

if (require.main === module) void runCommand(() => run(process.argv.slice(2)));
