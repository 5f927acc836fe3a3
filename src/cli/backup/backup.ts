import 'reflect-metadata';
import { readEnvironment } from '../../config/environment.js';
import { folderOf, runCommand, toStderr, toStdout } from '../command.js';
import { takeBackup } from './take-backup.js';

const USAGE = 'npm run backup -- <folder>';
const help = `${USAGE}

Writes all data that cannot be folded from the history, and the history, into a new folder. The backup is consistent.
The server may be running.`;

if (require.main === module)
  void runCommand({ help, words: 1 }, async (_, [named]) => {
    const folder = folderOf(named, USAGE);
    const { lines, last } = await takeBackup(folder, readEnvironment(process.env), toStderr);
    toStdout(`${folder} holds ${lines} events up to ${last?.position ?? 'the beginning'}`);
    return 0;
  });
