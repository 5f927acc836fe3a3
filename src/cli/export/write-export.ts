import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Environment } from '../../config/environment.js';
import { openEventStore } from '../../event-store/event-store.module.js';
import { writeHistory } from '../backup/history-file.js';
import { writeText } from '../backup/line-file.js';
import { newFolder, writeManifest, type Manifest } from '../backup/manifest.js';
import { openDatabase } from '../backup/open-database.js';
import { Progress } from '../backup/progress.js';
import { FoldedChallenges } from './folded-challenges.js';

type Say = (line: string) => void;
const quiet = { log: () => undefined, warn: () => undefined, error: () => undefined };

/** The history up to its present end and the standings that follow from it. Writes to the folder alone. */
export async function writeExport(folder: string, environment: Environment, say: Say): Promise<Manifest['history']> {
  const madeAt = new Date().toISOString();
  const { environment: here, close } = await openDatabase(environment, false);
  try {
    const { EVENTSTORE_URL: eventStoreUrl, DATABASE_URL: databaseUrl } = here;
    const source = await openEventStore({ eventStoreUrl, databaseUrl, adminUrl: databaseUrl, log: quiet });
    try {
      await newFolder(folder);
      const challenges = new FoldedChallenges();
      const progress = new Progress('events', say);
      const history = await writeHistory(folder, source.readAll(), progress, (event) => challenges.fold(event));
      progress.end();
      const parts = await writeStandings(folder, challenges);
      say(`standings of ${parts.length} challenges`);
      for (const stream of challenges.broken) say(`${stream} has an event that cannot be folded and is shown up to it`);
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

async function writeStandings(folder: string, challenges: FoldedChallenges): Promise<Manifest['parts']> {
  await mkdir(path.join(folder, 'standings'));
  const parts: Manifest['parts'] = [];
  for (const [id, told] of challenges.told()) {
    const file = `standings/${id}.json`;
    parts.push({ file, ...(await writeText(path.join(folder, file), JSON.stringify(told))) });
  }
  return parts;
}
