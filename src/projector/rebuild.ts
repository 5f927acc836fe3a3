import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { EventStore, StoredEvent } from '../event-store/event-store.js';
import { assertCheckpointInHistory } from './checkpoints.js';
import { CheckpointConflict, type ReadModel } from './read-model.js';
import type { ProjectionDefinition } from './runner.js';
import { type ProjectorContext, RunningProjection } from './running-projection.js';

/** A chunk is folded and committed at once, so several changes of one document in it cost one write. */
const CHUNK_EVENTS = 3_000;
const CHUNK_CHARACTERS = 16_777_216;
/** Larger than a live chunk, because no reader waits for it and larger chunks write each document fewer times. */
const REBUILD_CHUNK_EVENTS = 20_000;
const COMMIT_ATTEMPTS = 5;
const RETRY_MS = 200;

export interface RebuildRequest {
  definition: ProjectionDefinition;
  /** Called under the lock, because another process may have rebuilt the projection meanwhile. Absent = always rebuild. */
  isNeeded?(): Promise<boolean>;
}

interface RebuildContext extends Pick<ProjectorContext, 'store' | 'readModel'> {
  signal?: AbortSignal;
}

/** Rebuilds one projection. */
export async function rebuild(
  definition: ProjectionDefinition,
  store: EventStore,
  readModel: ReadModel,
): Promise<RunningProjection> {
  const [rebuilt] = await rebuildAll([{ definition }], store, readModel);
  return rebuilt!;
}

/**
 * Folds the whole history into new generations beside the live ones and switches when they have caught up. Readers see the old documents
 * until then. A projection has one rebuild at a time across processes. All rebuilds share one pass, because reading the history takes longer than
 * folding it.
 */
export async function rebuildAll(
  requests: readonly RebuildRequest[],
  store: EventStore,
  readModel: ReadModel,
  signal?: AbortSignal,
): Promise<RunningProjection[]> {
  // Every process takes the locks in this order, so that no two wait for each other.
  const sorted = requests.toSorted((a, b) => (a.definition.name < b.definition.name ? -1 : 1));
  // Nested calls, so that all locks are held while one pass builds all projections.
  const lockFrom = async (index: number, needed: ProjectionDefinition[]): Promise<RunningProjection[]> => {
    const request = sorted[index];
    if (!request) return build(needed, { store, readModel, signal });
    const { definition, isNeeded = () => Promise.resolve(true) } = request;
    const next = async () => lockFrom(index + 1, (await isNeeded()) ? [...needed, definition] : needed);
    return readModel.withAdvisoryLock(definition.name, next, signal);
  };
  return lockFrom(0, []);
}

async function build(
  definitions: readonly ProjectionDefinition[],
  context: RebuildContext,
): Promise<RunningProjection[]> {
  if (definitions.length === 0) return [];
  const all: RunningProjection[] = [];
  for (const definition of definitions) {
    const { name: projection, version } = definition;
    const generation = await context.readModel.begin(projection, version);
    const empty = { projection, generation, version, position: null };
    all.push(await RunningProjection.open(definition, empty, { ...context, isLive: false }));
  }
  await foldToHead(all, null, context);
  for (const running of all) await activate(running, context);
  return all;
}

/** Folds the events after a position up to the head. The stream prefetches the next chunk during a fold. */
async function foldToHead(
  all: readonly RunningProjection[],
  after: string | null,
  { store, readModel, signal }: RebuildContext,
): Promise<void> {
  const chunks = Readable.from(readInChunks(store, after, { maxEvents: REBUILD_CHUNK_EVENTS }));
  for await (const events of chunks as AsyncIterable<StoredEvent[]>) {
    signal?.throwIfAborted();
    const folds = await Promise.allSettled(all.map((running) => foldAndCommit(running, events, readModel, signal)));
    const failed = folds.find((fold) => fold.status === 'rejected');
    if (failed) throw failed.reason;
  }
}

async function activate(running: RunningProjection, context: RebuildContext): Promise<void> {
  const { store, readModel } = context;
  const { name, migration } = running.definition;
  const hasCaughtUp = (live: string | null) => live === null || !running.isBehind(live);
  while (!(await readModel.activate(name, running.generation.generation, hasCaughtUp, migration))) {
    await assertCheckpointInHistory(store, (await readModel.live(name))?.position ?? null);
    await foldToHead([running], running.position, context);
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

/** Yields the events after a position up to the head or through another position, in chunks of limited size. */
export async function* readInChunks(
  store: EventStore,
  after: string | null,
  { through, maxEvents = CHUNK_EVENTS }: { through?: string; maxEvents?: number } = {},
): AsyncGenerator<StoredEvent[]> {
  let chunk: StoredEvent[] = [];
  let characters = 0;
  for await (const event of store.readAll(after === null ? {} : { from: after })) {
    if (after !== null && store.compare(event.position, after) <= 0) continue;
    if (through !== undefined && store.compare(event.position, through) > 0) break;
    chunk.push(event);
    characters += event.data.length + event.metadata.length;
    if (chunk.length < maxEvents && characters < CHUNK_CHARACTERS) continue;
    yield chunk;
    [chunk, characters] = [[], 0];
  }
  if (chunk.length > 0) yield chunk;
}
