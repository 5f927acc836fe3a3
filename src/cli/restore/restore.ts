import 'reflect-metadata';
import path from 'node:path';
import type { Client } from 'pg';
import { type Environment, readEnvironment } from '../../config/environment.js';
import { APPEND_LOCK } from '../../event-store/postgres/history.sql.js';
import { appendEvents, parseEvent } from '../backup/history-file.js';
import { checkedManifest, type Manifest, readLines } from '../backup/manifest.js';
import { backupKey } from '../backup/seal.js';
import {
  backupTables,
  columnsOf,
  inBatches,
  insertEvents,
  insertRows,
  inTransaction,
  isFilled,
  raiseBoardSequences,
  raiseReceipts,
} from '../backup/tables.js';
import { addErasures, erasuresFile } from '../../vault/erasure-list.js';
import { folderOf, Progress, type Reporter, runCommand, toStderr } from '../command.js';
import { type DatabaseSettings, openDatabase, openReadModels } from '../open-read-models.js';
import { rebuildReadModels } from '../rebuild.js';
import { verifyAll } from '../verify.js';
import { ErasuresToRepeat } from './erasures-to-repeat.js';
import { GivenReceipts } from './given-receipts.js';

const USAGE = 'npm run restore -- <folder> [--erasures <file>] [--unsealed]';
const help = `${USAGE}

Loads a backup into the empty database of the settings, rebuilds the read models and verifies them.
The seal is checked with QORZHYN_BACKUP_KEY or QORZHYN_BACKUP_KEY_FILE; --unsealed restores a backup whose seal cannot be checked.
Erased texts and persons stay out: those of the history in the backup, and with --erasures those of the list that the server has
written since.
Ends 0 when everything is right, 1 when the backup is damaged or a read model differs, 2 when it could not run.`;

/** People may hold receipts that were given after the backup, so restored numbers continue above those. */
const LOST_RECEIPTS = 1_000;

/**
 * Loads a backup into an empty target, rebuilds the read models and verifies them: 0 = equal, 1 = different. Throws before any
 * write when the backup is damaged or the target is not empty.
 */
async function restoreBackup(
  folder: string,
  { unsealed = false, erasures: list }: { unsealed?: boolean; erasures?: string },
  environment: Environment,
  report: Reporter,
): Promise<number> {
  const key = await backupKey(environment);
  const manifest = await checkedManifest(folder, { key, allowUnsealed: unsealed });
  const isSealed = manifest.version === 2 && key !== null;
  report(`checksums of ${manifest.parts.length + 1} files: right`);
  report(isSealed ? 'seal: right' : 'WARNING: no seal was checked, so somebody may have changed the backup');
  const boards = manifest.parts.find(({ table }) => table === undefined)!;
  const erasures = await ErasuresToRepeat.read(readLines(folder, manifest.history), list);
  report(list === undefined ? withoutList(manifest.madeAt) : `erased again: ${erasures.counts}`);
  await using database = await openDatabase(environment, { mayCreate: true });
  const { settings } = database;
  const receipts = new GivenReceipts();
  await loadBackup(folder, manifest, settings, report, erasures, receipts);
  await inTransaction(settings.DATABASE_ADMIN_URL, (client) => raiseReceipts(client, receipts.highest, LOST_RECEIPTS));
  const own = erasuresFile(settings);
  if (list === undefined || path.resolve(list) !== own) await addErasures(own, erasures.all());
  await rebuildReadModels(settings, report);
  await raiseBoardSequences(settings.DATABASE_ADMIN_URL, readLines(folder, boards));
  return await verifyAll(settings, report);
}

const withoutList = (madeAt: string) =>
  `WARNING: without --erasures, words and names that were erased after ${madeAt} are readable again.`;

async function loadBackup(
  folder: string,
  { parts, history, store: from }: Manifest,
  target: DatabaseSettings,
  report: Reporter,
  erasures: ErasuresToRepeat,
  receipts: GivenReceipts,
): Promise<void> {
  await using opened = await openReadModels(target);
  const { store } = opened;
  const lines = (label: string, part: Manifest['parts'][number]) =>
    new Progress(label, report).count(readLines(folder, part));
  const isOneStore = target.EVENTSTORE_URL === undefined;
  const events = receipts.watch(lines('events', history));
  await inTransaction(target.DATABASE_ADMIN_URL, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [APPEND_LOCK]);
    const occupied = (await filledTable(client)) ?? ((await store.head()) === null ? null : 'the history');
    if (occupied) throw new Error(`${occupied} is not empty: restore only into an empty database`);
    for (const part of parts) {
      const { table, file, columns } = part;
      if (table === undefined) continue;
      await checkTable(client, table, file, columns);
      await insertRows(client, table, erasures.without(table, lines(table, part)));
    }
    if (isOneStore) await loadHistory(client, events, from !== 'postgresql');
  });
  if (isOneStore) return;
  for await (const batch of inBatches(events)) await appendEvents(store, batch.map(parseEvent));
}

/** Null = the database is empty. */
async function filledTable(client: Client): Promise<string | null> {
  for (const table of ['history.events', ...backupTables]) if (await isFilled(client, table)) return table;
  return null;
}

async function checkTable(client: Client, table: string, file: string, columns: readonly string[] = []) {
  if (!backupTables.some((one) => one === table)) throw new Error(`${file} belongs to no table of this program`);
  const known = await columnsOf(client, table);
  const unknown = columns.find((column) => !known.includes(column));
  if (unknown)
    throw new Error(`${file} has a column ${unknown} that this program does not know: restore with a newer one`);
}

/** `renumber` replaces positions of another kind of store by 1, 2, 3 … in the same order. */
async function loadHistory(client: Client, lines: AsyncIterable<string>, renumber: boolean): Promise<void> {
  let number = 0;
  for await (const batch of inBatches(lines)) {
    const events = batch.map(parseEvent);
    const positions = events.map(({ position }) => (renumber ? ++number : position));
    await insertEvents(client, events, positions);
  }
}

if (require.main === module)
  void runCommand(
    { help, words: 1, options: { unsealed: { type: 'boolean' }, erasures: { type: 'string' } } },
    (options, [named]) => restoreBackup(folderOf(named, USAGE), options, readEnvironment(process.env), toStderr),
  );
