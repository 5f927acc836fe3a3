import 'reflect-metadata';
import path from 'node:path';
import { readEnvironment } from '../../config/environment.js';
import { runCommand } from '../open-read-models.js';
import { takeBackup } from './take-backup.js';

const HELP = `npm run backup -- <folder>

Writes everything that cannot be made anew into a new folder, as of one instant, while the server may be running.`;

async function run(args: string[]): Promise<number> {
  const [folder, ...more] = args;
  if (folder === '--help') return (process.stdout.write(`${HELP}\n`), 0);
  if (folder === undefined || more.length > 0 || folder.startsWith('-'))
    throw new Error('Name the folder of the backup: npm run backup -- <folder>');
  const place = path.resolve(folder);
  const { lines, last } = await takeBackup(place, readEnvironment(process.env), (line) => console.error(line));
  process.stdout.write(`${place} holds ${lines} events up to ${last?.position ?? 'the beginning'}\n`);
  return 0;
}

if (require.main === module) void runCommand(() => run(process.argv.slice(2)));
