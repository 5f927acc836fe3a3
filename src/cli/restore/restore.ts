import 'reflect-metadata';
import { readEnvironment } from '../../config/environment.js';
import { folderOf, runCommand, toStderr } from '../command.js';
import { restoreBackup } from './restore-backup.js';

const USAGE = 'npm run restore -- <folder>';
const help = `${USAGE}

Loads a backup into the empty database of the settings, rebuilds the read models and verifies them.
Ends 0 when everything is right, 1 when the backup is damaged or a read model differs, 2 when it could not run.`;

if (require.main === module)
  void runCommand({ help, words: 1 }, (_, [named]) =>
    restoreBackup(folderOf(named, USAGE), readEnvironment(process.env), toStderr),
  );
