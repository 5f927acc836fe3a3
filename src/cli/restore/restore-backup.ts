import path from 'node:path';
import type { Environment } from '../../config/environment.js';
import type { EventStore } from '../../event-store/event-store.js';
import { rebuild } from '../../projector/rebuild.js';
import { checkedManifest, type Manifest } from '../backup/manifest.js';
import { openDatabase } from '../backup/open-database.js';
import { parseHistoryLine } from '../backup/history-lines.js';
import { linesOf } from '../backup/line-file.js';
import { Progress } from '../backup/progress.js';
import { BOARD_NUMBERS } from '../backup/tables.js';
import { openReadModels } from '../open-read-models.js';
import { verifyAll } from '../verify.js';
import { liftBoardNumbers, PutBack } from './put-back.js';

type Say = (line: string) => void;

/**
 * Puts a backup into an empty target, folds the read models anew and verifies them. 0 = restored and verified, 1 = a read model
 * differs. Throws DamagedBackup before anything is written, and when the target holds something.
 */
export async function restoreBackup(folder: string, environment: Environment, say: Say): Promise<number> {
  const manifest = await checkedManifest(folder, 'qorzhyn-backup');
  say(`checksums of ${manifest.parts.length + 1} files: right`);
  const { environment: target, close } = await openDatabase(environment, true);
  try {
    await putBack(folder, manifest, target, say);
    await foldAnew(target, say);
    await liftBoardNumbers(target.DATABASE_ADMIN_URL, linesOf(path.join(folder, `${BOARD_NUMBERS}.ndjson`)));
    return await verifyAll(target, say);
  } finally {
    await close();
  }
}

async function putBack(
  folder: string,
  manifest: Manifest,
  target: Environment & { DATABASE_ADMIN_URL: string },
  say: Say,
): Promise<void> {
  const opened = await openReadModels(target);
  const database = await PutBack.begin(target.DATABASE_ADMIN_URL);
  try {
    const occupied = (await database.occupied()) ?? ((await opened.store.head()) === null ? null : 'the history');
    if (occupied) throw new Error(`${occupied} is not empty: restore only into an empty database`);
    for (const part of manifest.parts.filter(({ table }) => table !== undefined)) {
      const progress = new Progress(part.table!, say);
      await database.table(folder, part, progress);
      progress.end();
    }
    const progress = new Progress('events', say);
    if (target.EVENTSTORE_URL === undefined)
      await database.history(folder, manifest.history, manifest.store !== 'postgresql', progress);
    await database.end();
    if (target.EVENTSTORE_URL !== undefined) await appendAll(folder, manifest, opened.store, progress);
    progress.end();
  } finally {
    await database.giveUp();
    await opened.close();
  }
}

async function appendAll(folder: string, { history }: Manifest, store: EventStore, progress: Progress): Promise<void> {
  for await (const line of linesOf(path.join(folder, history.file))) {
    const { stream, revision, id, type, data, metadata } = parseHistoryLine(line);
    const event = { id, type, data: JSON.parse(data) as object, metadata: JSON.parse(metadata) as object };
    await store.append(stream, revision === 0 ? 'no-stream' : revision - 1, [event]);
    progress.step();
  }
}

export async function foldAnew(target: Environment, say: Say): Promise<void> {
  const { store, readModel, registry, close } = await openReadModels(target);
  try {
    for (const factory of registry.all()) {
      await rebuild(factory, store, readModel);
      say(`${factory.name}: folded`);
    }
  } finally {
    await close();
  }
}
