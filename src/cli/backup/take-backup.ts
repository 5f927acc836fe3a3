import path from 'node:path';
import type { Environment } from '../../config/environment.js';
import { openEventStore } from '../../event-store/event-store.module.js';
import { Progress, type Reporter } from '../command.js';
import { openDatabase, quietLog } from '../open-read-models.js';
import { DatabaseSnapshot } from './database-snapshot.js';
import { writeHistory } from './history-file.js';
import { type Manifest, newFolder, writeManifest } from './manifest.js';
import { NdjsonWriter } from './ndjson-writer.js';
import { backupTables, BOARD_SEQUENCES, idempotencyTables } from './tables.js';

type Part = Manifest['parts'][number];
type Contents = Pick<Manifest, 'history' | 'parts'>;

/** Writes a consistent backup while the server may be running. The folder must be new or empty. */
export async function takeBackup(
  folder: string,
  environment: Environment,
  report: Reporter,
): Promise<Manifest['history']> {
  const madeAt = new Date().toISOString();
  const { settings, close } = await openDatabase(environment, { mayCreate: false });
  try {
    await newFolder(folder);
    const { DATABASE_URL: url, EVENTSTORE_URL: storeUrl } = settings;
    const isOneStore = storeUrl === undefined;
    const contents = isOneStore
      ? await backUpOneStore(folder, url, report)
      : await backUpTwoStores(folder, url, storeUrl, report);
    const store = isOneStore ? 'postgresql' : 'eventstoredb';
    await writeManifest(folder, { format: 'qorzhyn-backup', version: 1, madeAt, store, ...contents });
    return contents.history;
  } finally {
    await close();
  }
}

async function backUpOneStore(folder: string, url: string, report: Reporter): Promise<Contents> {
  const snapshot = await DatabaseSnapshot.open(url);
  try {
    const history = await writeHistory(folder, snapshot.events(), new Progress('events', report));
    const tables = await writeTables(folder, snapshot, backupTables, report);
    return { history, parts: [...tables, await writeBoardSequences(folder, snapshot)] };
  } finally {
    await snapshot.close();
  }
}

/** Two stores have no common snapshot. Rows that refer to events are read before the history, rows that events refer to after it. */
async function backUpTwoStores(folder: string, url: string, storeUrl: string, report: Reporter): Promise<Contents> {
  const isIdempotency = (table: string) => idempotencyTables.includes(table);
  const before = await DatabaseSnapshot.open(url);
  const store = await openEventStore({ eventStoreUrl: storeUrl, databaseUrl: url, adminUrl: url, log: quietLog });
  try {
    const history = await writeHistory(folder, store.readAll(), new Progress('events', report));
    const after = await DatabaseSnapshot.open(url);
    try {
      const parts = [
        ...(await writeTables(folder, before, backupTables.filter(isIdempotency), report)),
        ...(await writeTables(
          folder,
          after,
          backupTables.filter((table) => !isIdempotency(table)),
          report,
        )),
        await writeBoardSequences(folder, after),
      ];
      return { history, parts };
    } finally {
      await after.close();
    }
  } finally {
    await before.close();
    await store.close();
  }
}

async function writeTables(
  folder: string,
  snapshot: DatabaseSnapshot,
  tables: readonly string[],
  report: Reporter,
): Promise<Part[]> {
  const parts: Part[] = [];
  for (const table of tables) {
    const file = `${table}.ndjson`;
    const writer = await NdjsonWriter.create(path.join(folder, file));
    const progress = new Progress(table, report);
    for await (const row of snapshot.rows(table)) {
      await writer.write(row);
      progress.step();
    }
    parts.push({ file, table, columns: await snapshot.columns(table), ...(await writer.close()) });
    progress.end();
  }
  return parts;
}

async function writeBoardSequences(folder: string, snapshot: DatabaseSnapshot): Promise<Part> {
  const file = `${BOARD_SEQUENCES}.ndjson`;
  const writer = await NdjsonWriter.create(path.join(folder, file));
  for await (const sequence of snapshot.boardSequences()) await writer.write(JSON.stringify(sequence));
  return { file, ...(await writer.close()) };
}
