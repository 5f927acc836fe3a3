import path from 'node:path';
import type { Environment } from '../../config/environment.js';
import { openEventStore } from '../../event-store/event-store.module.js';
import { writeHistory } from './history-file.js';
import { LineFile } from './line-file.js';
import { newFolder, writeManifest, type Manifest } from './manifest.js';
import { openDatabase } from './open-database.js';
import { Progress } from './progress.js';
import { Snapshot } from './snapshot.js';
import { answersOfRequests, BOARD_NUMBERS, keptTables } from './tables.js';

type Say = (line: string) => void;
type Part = Manifest['parts'][number];

/** Everything that cannot be folded anew, as of one instant, while the server may go on. The folder must be new or empty. */
export async function takeBackup(folder: string, environment: Environment, say: Say): Promise<Manifest['history']> {
  const madeAt = new Date().toISOString();
  const { environment: here, close } = await openDatabase(environment, false);
  try {
    await newFolder(folder);
    const database = here.DATABASE_URL;
    const make = here.EVENTSTORE_URL === undefined ? fromOne : fromTwo;
    const { history, parts } = await make(folder, database, here.EVENTSTORE_URL ?? '', say);
    const store = here.EVENTSTORE_URL === undefined ? 'postgresql' : 'eventstoredb';
    await writeManifest(folder, { format: 'qorzhyn-backup', version: 1, madeAt, store, history, parts });
    return history;
  } finally {
    await close();
  }
}

async function fromOne(folder: string, url: string, _store: string, say: Say) {
  const snapshot = await Snapshot.take(url);
  try {
    const progress = new Progress('events', say);
    const history = await writeHistory(folder, snapshot.events(), progress);
    progress.end();
    return { history, parts: [...(await tables(folder, snapshot, keptTables, say)), await numbers(folder, snapshot)] };
  } finally {
    await snapshot.end();
  }
}

/** Two stores have no common instant: what an event refers to is read after it, what refers to an event before it. */
async function fromTwo(folder: string, url: string, storeUrl: string, say: Say) {
  const before = await Snapshot.take(url);
  const log = { log: () => undefined, warn: () => undefined, error: () => undefined };
  const store = await openEventStore({ eventStoreUrl: storeUrl, databaseUrl: url, adminUrl: url, log });
  try {
    const progress = new Progress('events', say);
    const history = await writeHistory(folder, store.readAll(), progress);
    progress.end();
    const after = await Snapshot.take(url);
    try {
      const isAnswer = (table: string) => answersOfRequests.includes(table);
      const rows = keptTables.filter((table) => !isAnswer(table));
      return {
        history,
        parts: [
          ...(await tables(folder, before, keptTables.filter(isAnswer), say)),
          ...(await tables(folder, after, rows, say)),
          await numbers(folder, after),
        ],
      };
    } finally {
      await after.end();
    }
  } finally {
    await before.end();
    await store.close();
  }
}

async function tables(folder: string, snapshot: Snapshot, names: readonly string[], say: Say): Promise<Part[]> {
  const parts: Part[] = [];
  for (const table of names) {
    const file = `${table}.ndjson`;
    const lines = await LineFile.create(path.join(folder, file));
    const progress = new Progress(table, say);
    for await (const row of snapshot.rows(table)) {
      await lines.add(row);
      progress.step();
    }
    parts.push({ file, table, columns: await snapshot.columns(table), ...(await lines.end()) });
    progress.end();
  }
  return parts;
}

async function numbers(folder: string, snapshot: Snapshot): Promise<Part> {
  const file = `${BOARD_NUMBERS}.ndjson`;
  const lines = await LineFile.create(path.join(folder, file));
  for await (const number of snapshot.boardNumbers()) await lines.add(JSON.stringify(number));
  return { file, ...(await lines.end()) };
}
