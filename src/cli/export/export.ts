import 'reflect-metadata';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type Environment, readEnvironment } from '../../config/environment.js';
import { writeHistory } from '../backup/history-file.js';
import { type Manifest, newFolder, writeLines, writeManifest } from '../backup/manifest.js';
import { folderOf, Progress, type Reporter, runCommand, toStderr, toStdout } from '../command.js';
import { openDatabase, storeKind } from '../open-read-models.js';
import { ExportedStandings } from './exported-standings.js';

const USAGE = 'npm run export -- --out <folder>';
const help = `${USAGE}

Writes the history as NDJSON, the standings of every challenge and a manifest with their hashes into a new folder.
The server may be running. The command writes only to the folder.`;

/** Writes the history up to its present end and the standings folded from it. Writes only to the folder. */
async function writeExport(folder: string, environment: Environment, report: Reporter): Promise<Manifest['history']> {
  const madeAt = new Date().toISOString();
  await using database = await openDatabase(environment, { mayCreate: false });
  const source = await database.openStore();
  await newFolder(folder);
  const standings = new ExportedStandings();
  const events = new Progress('events', report).count(source.readAll());
  const history = await writeHistory(folder, events, (event) => standings.fold(event));
  await mkdir(path.join(folder, 'standings'));
  const parts: Manifest['parts'] = [];
  for (const [id, boards] of standings.boards()) {
    const file = `standings/${id}.json`;
    parts.push({ file, ...(await writeLines(path.join(folder, file), [JSON.stringify(boards)])) });
  }
  report(`standings of ${parts.length} challenges`);
  for (const stream of standings.broken) report(`${stream} has an event that cannot be folded: its board ends before`);
  const store = storeKind(environment);
  await writeManifest(folder, { format: 'qorzhyn-export', madeAt, store, history, parts }, null);
  return history;
}

if (require.main === module)
  void runCommand({ help, options: { out: { type: 'string' } } }, async ({ out }) => {
    const folder = folderOf(out, USAGE);
    const { lines, historySha256 } = await writeExport(folder, readEnvironment(process.env), toStderr);
    toStdout(`${folder} holds ${lines} events; hash of the history ${historySha256}`);
    return 0;
  });
