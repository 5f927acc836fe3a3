import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Environment } from '../../config/environment.js';
import { openEventStore } from '../../event-store/event-store.module.js';
import { writeHistory } from '../backup/history-file.js';
import { type Manifest, newFolder, writeManifest } from '../backup/manifest.js';
import { writeText } from '../backup/ndjson-writer.js';
import { Progress, type Reporter } from '../command.js';
import { openDatabase, quietLog } from '../open-read-models.js';
import { ExportedStandings } from './exported-standings.js';

/** Writes the history up to its present end and the standings folded from it. Writes only to the folder. */
export async function writeExport(
  folder: string,
  environment: Environment,
  report: Reporter,
): Promise<Manifest['history']> {
  const madeAt = new Date().toISOString();
  const { settings, close } = await openDatabase(environment, { mayCreate: false });
  try {
    const { EVENTSTORE_URL: eventStoreUrl, DATABASE_URL: databaseUrl } = settings;
    const source = await openEventStore({ eventStoreUrl, databaseUrl, adminUrl: databaseUrl, log: quietLog });
    try {
      await newFolder(folder);
      const standings = new ExportedStandings();
      const progress = new Progress('events', report);
      const history = await writeHistory(folder, source.readAll(), progress, (event) => standings.fold(event));
      const parts = await writeStandings(folder, standings);
      report(`standings of ${parts.length} challenges`);
      for (const stream of standings.broken)
        report(`${stream} has an event that cannot be folded: its board ends before`);
      const store = eventStoreUrl === undefined ? 'postgresql' : 'eventstoredb';
      await writeManifest(folder, { format: 'qorzhyn-export', version: 1, madeAt, store, history, parts });
      return history;
    } finally {
      await source.close();
    }
  } finally {
    await close();
  }
}

async function writeStandings(folder: string, standings: ExportedStandings): Promise<Manifest['parts']> {
  await mkdir(path.join(folder, 'standings'));
  const parts: Manifest['parts'] = [];
  for (const [id, boards] of standings.boards()) {
    const file = `standings/${id}.json`;
    parts.push({ file, ...(await writeText(path.join(folder, file), JSON.stringify(boards))) });
  }
  return parts;
}
