import path from 'node:path';
import type { Environment } from '../../config/environment.js';
import type { EventStore } from '../../event-store/event-store.js';
import { rebuildAll } from '../../projector/rebuild.js';
import { parseEvent } from '../backup/history-file.js';
import { checkedManifest, type Manifest } from '../backup/manifest.js';
import { readLines } from '../backup/ndjson-writer.js';
import { BOARD_SEQUENCES } from '../backup/tables.js';
import { Progress, type Reporter } from '../command.js';
import { type DatabaseSettings, openDatabase, type OpenOptions, openReadModels } from '../open-read-models.js';
import { verifyAll } from '../verify.js';
import { raiseBoardSequences, RowLoader } from './load-rows.js';

/**
 * Loads a backup into an empty target, rebuilds the read models and verifies them: 0 = equal, 1 = different. Throws before any
 * write when the backup is damaged or the target is not empty.
 */
export async function restoreBackup(folder: string, environment: Environment, report: Reporter): Promise<number> {
  const manifest = await checkedManifest(folder, 'qorzhyn-backup');
  report(`checksums of ${manifest.parts.length + 1} files: right`);
  const { settings, close } = await openDatabase(environment, { mayCreate: true });
  try {
    await loadBackup(folder, manifest, settings, report);
    await rebuildReadModels(settings, report);
    await raiseBoardSequences(settings.DATABASE_ADMIN_URL, readLines(path.join(folder, `${BOARD_SEQUENCES}.ndjson`)));
    return await verifyAll(settings, report);
  } finally {
    await close();
  }
}

async function loadBackup(
  folder: string,
  manifest: Manifest,
  target: DatabaseSettings,
  report: Reporter,
): Promise<void> {
  const { store, close } = await openReadModels(target);
  const loader = await RowLoader.open(target.DATABASE_ADMIN_URL);
  try {
    const occupied = (await loader.firstNonEmptyTable()) ?? ((await store.head()) === null ? null : 'the history');
    if (occupied) throw new Error(`${occupied} is not empty: restore only into an empty database`);
    for (const part of manifest.parts.filter(({ table }) => table !== undefined)) {
      const progress = new Progress(part.table!, report);
      await loader.loadTable(folder, part, progress);
      progress.end();
    }
    const progress = new Progress('events', report);
    const isOneStore = target.EVENTSTORE_URL === undefined;
    if (isOneStore) await loader.loadHistory(folder, manifest.history, manifest.store !== 'postgresql', progress);
    await loader.commit();
    if (!isOneStore) await appendHistory(folder, manifest, store, progress);
    progress.end();
  } finally {
    await loader.close();
    await close();
  }
}

async function appendHistory(
  folder: string,
  { history }: Manifest,
  store: EventStore,
  progress: Progress,
): Promise<void> {
  for await (const line of readLines(path.join(folder, history.file))) {
    const { stream, revision, id, type, data, metadata } = parseEvent(line);
    const event = { id, type, data: JSON.parse(data) as object, metadata: JSON.parse(metadata) as object };
    await store.append(stream, revision === 0 ? 'no-stream' : revision - 1, [event]);
    progress.step();
  }
}

export async function rebuildReadModels(
  target: Environment,
  report: Reporter,
  options: OpenOptions = {},
): Promise<void> {
  const { store, readModel, registry, close } = await openReadModels(target, options);
  try {
    const isNeeded = () => Promise.resolve(true);
    const requests = registry.all().map((definition) => ({ definition, isNeeded }));
    for (const { definition } of await rebuildAll(requests, store, readModel)) report(`${definition.name}: rebuilt`);
  } finally {
    await close();
  }
}
