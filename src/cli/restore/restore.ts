import 'reflect-metadata';
import { readEnvironment } from '../../config/environment.js';
import { DamagedBackup } from '../backup/manifest.js';
import { runFolderCommand, toStderr } from '../command.js';
import { restoreBackup } from './restore-backup.js';

const HELP = `npm run restore -- <folder>

Loads a backup into the empty database of the settings, rebuilds the read models and verifies them.
Ends 0 when everything is right, 1 when the backup is damaged or a read model differs, 2 when it could not run.`;

if (require.main === module)
  void runFolderCommand(HELP, async (folder) => {
    try {
      return await restoreBackup(folder, readEnvironment(process.env), toStderr);
    } catch (error) {
      if (!(error instanceof DamagedBackup)) throw error;
      toStderr(error.message);
      return 1;
    }
  });
