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
  { signal, isNeeded = () => Promise.resolve(true) }: RebuildOptions = {},
): Promise<{ position: string | null } | null> {
  const [running] = await rebuildAll([{ definition, isNeeded }], store, readModel, signal);
  return running ? { position: running.position } : null;
}

/** Rebuilds projections in one pass, because reading the history takes longer than folding it. */
export async function rebuildAll(
  requests: readonly RebuildRequest[],
  store: EventStore,
  readModel: ReadModel,
  signal?: AbortSignal,
): Promise<RunningProjection[]> {
  // Every process takes the locks in this order, so that no two wait for each other.
  const sorted = requests.toSorted((a, b) => (a.definition.name < b.definition.name ? -1 : 1));
  const lockFrom = async (index: number, needed: ProjectionDefinition[]): Promise<RunningProjection[]> => {
    const request = sorted[index];
    if (!request) return build(needed, store, readModel, signal);
    const { definition, isNeeded } = request;
    const next = async () => lockFrom(index + 1, (await isNeeded()) ? [...needed, definition] : needed);
    return readModel.withAdvisoryLock(definition.name, next, signal);
  };
  return lockFrom(0, []);
}

async function build(
  definitions: readonly ProjectionDefinition[],
  store: EventStore,
  readModel: ReadModel,
  signal?: AbortSignal,
): Promise<RunningProjection[]> {
  if (definitions.length === 0) return [];
  const all: RunningProjection[] = [];
  for (const definition of definitions) {
    const { name, version } = definition;
    const generation = await readModel.begin(name, version);
    const empty = { projection: name, generation, version, position: null };
    all.push(await RunningProjection.open(definition, empty, { store, readModel, isLive: false }));
  }
  await foldUpTo(all, null, { store, readModel, signal });
  for (const running of all) await activate(running, { store, readModel, signal });
  return all;
}

interface BuildContext {
  store: EventStore;
  readModel: ReadModel;
  signal?: AbortSignal;
}

/** Folds the events after a position up to the present end, while the next chunk is read. */
async function foldUpTo(
  all: readonly RunningProjection[],
  after: string | null,
  { store, readModel, signal }: BuildContext,
): Promise<void> {
  for await (const events of readAhead(readInChunks(store, after, { most: CHUNK_EVENTS }))) {
    signal?.throwIfAborted();
    const folds = await Promise.allSettled(all.map((running) => foldAndCommit(running, events, readModel, signal)));
    const failed = folds.find(({ status }) => status === 'rejected') as PromiseRejectedResult | undefined;
    if (failed) throw failed.reason;
  }
}

async function activate(running: RunningProjection, context: BuildContext): Promise<void> {
  const { store, readModel } = context;
  const { definition, generation } = running;
  const { name, migration } = definition;
  for (;;) {
    const hasCaughtUp = (live: string | null) =>
      live === null || (running.position !== null && store.compare(running.position, live) >= 0);
    if (await readModel.activate(name, generation.generation, hasCaughtUp, migration)) return;
    const live = await readModel.live(name);
    const head = await store.head();
    if (live?.position && (head === null || store.compare(live.position, head) > 0)) {
      throw new UnreadablePosition(`${name} is at ${live.position}, beyond the last event of this history`);
    }
    await foldUpTo([running], running.position, context);
  }
}

/** Requests the next item while the consumer works on the last one. */
async function* readAhead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = source.next();
  try {
    for (;;) {
      const { done, value } = await next;
      if (done) return;
      next = source.next();
      next.catch(() => undefined);
      yield value;
    }
  } finally {
    await source.return(undefined).catch(() => undefined);
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
