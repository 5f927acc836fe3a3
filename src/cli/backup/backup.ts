import 'reflect-metadata';
import { readEnvironment } from '../../config/environment.js';
import { runFolderCommand, toStderr, toStdout } from '../command.js';
import { takeBackup } from './take-backup.js';

const HELP = `npm run backup -- <folder>

Writes all data that cannot be folded from the history, and the history, into a new folder. The backup is consistent.
The server may be running.`;

if (require.main === module)
  void runFolderCommand(HELP, async (folder) => {
    const { lines, last } = await takeBackup(folder, readEnvironment(process.env), toStderr);
    toStdout(`${folder} holds ${lines} events up to ${last?.position ?? 'the beginning'}`);
    return 0;
  });
