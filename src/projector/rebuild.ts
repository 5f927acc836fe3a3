import { setTimeout as pause } from 'node:timers/promises';
import { type EventStore, type StoredEvent, UnreadablePosition } from '../event-store/event-store.js';
import { readInChunks } from './read-in-chunks.js';
import { CheckpointConflict, type ReadModel } from './read-model.js';
import type { ProjectionDefinition } from './runner.js';
import { RunningProjection } from './running-projection.js';

/** Larger than a live chunk: nobody waits for a chunk, and fewer of them rewrite fewer documents. */
const CHUNK_EVENTS = 20_000;
const COMMIT_ATTEMPTS = 5;
const RETRY_MS = 200;
/** While one rebuild waits for the database another one folds. Each uses two connections. */
const CONCURRENT_REBUILDS = 2;

export interface RebuildRequest {
  definition: ProjectionDefinition;
  /** Asked under the lock of the projection, because another process may have rebuilt it meanwhile. */
  isNeeded(): Promise<boolean>;
}

export interface RebuildOptions {
  signal?: AbortSignal;
  isNeeded?: () => Promise<boolean>;
}

/**
 * Folds the whole history into a new generation beside the live one and switches when it has caught up. Readers see the old documents
 * until then. A projection has one rebuild at a time across processes. Null = `isNeeded` returned false.
 */
export async function rebuild(
  definition: ProjectionDefinition,
  store: EventStore,
  readModel: ReadModel,
  { signal, isNeeded }: RebuildOptions = {},
): Promise<{ position: string | null } | null> {
  const work = async () => ((await isNeeded?.()) === false ? null : build(definition, store, readModel, signal));
  return readModel.withAdvisoryLock(definition.name, work, signal);
}

/** Rebuilds projections, two at a time. After a failure it starts no other and throws the first error once all have ended. */
export async function rebuildAll(
  requests: readonly RebuildRequest[],
  store: EventStore,
  readModel: ReadModel,
  signal?: AbortSignal,
): Promise<void> {
  const waiting = [...requests];
  const failures: unknown[] = [];
  const work = async () => {
    for (let next = waiting.shift(); next && failures.length === 0; next = waiting.shift()) {
      const { definition, isNeeded } = next;
      await rebuild(definition, store, readModel, { signal, isNeeded }).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT_REBUILDS }, work));
  if (failures.length > 0) throw failures[0];
}

async function build(
  definition: ProjectionDefinition,
  store: EventStore,
  readModel: ReadModel,
  signal?: AbortSignal,
): Promise<{ position: string | null }> {
  const { name, version, migration } = definition;
  const generation = await readModel.begin(name, version);
  const empty = { projection: name, generation, version, position: null };
  const next = await RunningProjection.open(definition, empty, { store, readModel, isLive: false });
  for (;;) {
    for await (const events of readInChunks(store, next.position, { most: CHUNK_EVENTS })) {
      signal?.throwIfAborted();
      await foldAndCommit(next, events, readModel, signal);
    }
    const hasCaughtUp = (live: string | null) =>
      live === null || (next.position !== null && store.compare(next.position, live) >= 0);
    if (await readModel.activate(name, generation, hasCaughtUp, migration)) return { position: next.position };
    const live = await readModel.live(name);
    const head = await store.head();
    if (live?.position && (head === null || store.compare(live.position, head) > 0)) {
      throw new UnreadablePosition(`${name} is at ${live.position}, beyond the last event of this history`);
    }
  }
}

/** Retries only the commit, so that a slow database does not restart a long rebuild. */
async function foldAndCommit(
  running: RunningProjection,
  events: StoredEvent[],
  readModel: ReadModel,
  signal?: AbortSignal,
): Promise<void> {
  const commit = await running.fold(events);
  if (!commit) return;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await readModel.commit([commit]);
      break;
    } catch (error) {
      if (error instanceof CheckpointConflict || attempt === COMMIT_ATTEMPTS) throw error;
      await pause(RETRY_MS * attempt, undefined, { signal });
    }
  }
  running.position = commit.to;
}
