import 'reflect-metadata';
import path from 'node:path';
import { type Environment, readEnvironment } from '../../config/environment.js';
import { folderOf, Progress, type Reporter, runCommand, toStderr, toStdout } from '../command.js';
import { openDatabase, storeKind } from '../open-read-models.js';
import { writeHistory } from './history-file.js';
import { BOARD_SEQUENCES, fileOfTable, type Manifest, newFolder, writeLines, writeManifest } from './manifest.js';
import { backupKey, HOW_TO_KEY } from './seal.js';
import { backupTables, DatabaseSnapshot, idempotencyTables } from './tables.js';

const USAGE = 'npm run backup -- <folder>';
const help = `${USAGE}

Writes all data that cannot be folded from the history, and the history, into a new folder. The backup is consistent.
The server may be running. With QORZHYN_BACKUP_KEY or QORZHYN_BACKUP_KEY_FILE the backup is sealed: nobody without the key can change it unnoticed.`;

/** Writes a consistent backup while the server may be running. The folder must be new or empty. */
async function takeBackup(folder: string, environment: Environment, report: Reporter): Promise<Manifest['history']> {
  const madeAt = new Date().toISOString();
  const key = await backupKey(environment);
  if (key === null)
    report(`WARNING: without a key the backup has no seal, and changes to it stay unnoticed: ${HOW_TO_KEY}`);
  await using database = await openDatabase(environment, { mayCreate: false });
  await newFolder(folder);
  const store = storeKind(environment);
  const write = async (file: string, lines: AsyncIterable<string>) => ({
    file,
    ...(await writeLines(path.join(folder, file), lines)),
  });
  // Two stores have no common snapshot. Rows that refer to events are read before the history, rows that events refer to after it.
  await using before = await DatabaseSnapshot.open(database.settings.DATABASE_URL);
  const events = store === 'postgresql' ? before.events() : (await database.openStore()).readAll();
  const history = await writeHistory(folder, new Progress('events', report).count(events));
  await using later = store === 'postgresql' ? null : await DatabaseSnapshot.open(database.settings.DATABASE_URL);
  const after = later ?? before;
  const parts: Manifest['parts'] = [];
  for (const table of backupTables) {
    const snapshot = idempotencyTables.includes(table) ? before : after;
    const columns = await snapshot.columns(table);
    const rows = new Progress(table, report).count(snapshot.rows(table));
    parts.push({ table, columns, ...(await write(fileOfTable(table), rows)) });
  }
  parts.push(await write(BOARD_SEQUENCES, after.boardSequences()));
  await writeManifest(folder, { format: 'qorzhyn-backup', madeAt, store, history, parts }, key);
  return history;
}

if (require.main === module)
  void runCommand({ help, words: 1 }, async (_, [named]) => {
    const folder = folderOf(named, USAGE);
    const { lines, last } = await takeBackup(folder, readEnvironment(process.env), toStderr);
    toStdout(`${folder} holds ${lines} events up to ${last?.position ?? 'the beginning'}`);
    return 0;
  });
