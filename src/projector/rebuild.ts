import { setTimeout as pause } from 'node:timers/promises';
import { UnreadablePosition, type EventStore, type StoredEvent } from '../event-store/event-store.js';
import { RunningProjection } from './line.js';
import { CheckpointConflict, type ReadModel } from './read-model.js';
import type { ProjectionDefinition } from './runner.js';

/** A document that many events change is written once for all of a batch. */
const BATCH = 3_000;
/** Nobody waits for a batch of a rebuild: the fewer there are, the fewer documents are read and written again. */
const REBUILD_BATCH = 20_000;
const BATCH_CHARACTERS = 16_777_216;
const TRIES = 5;
const PAUSE_MS = 200;

/**
 * Folds a projection anew from the first event into a generation of its own, beside the live one, follows the writes that come
 * meanwhile, and switches when it is no longer behind. Readers see the old documents until then and the new ones after. One at a time:
 * a second rebuild of the same projection, in whatever process, waits for the first. `isNeeded` is asked when its turn has come;
 * null = it was not.
 */
export async function rebuild(
  factory: ProjectionDefinition,
  store: EventStore,
  readModel: ReadModel,
  { signal, isNeeded }: { signal?: AbortSignal; isNeeded?: () => Promise<boolean> } = {},
): Promise<{ position: string | null } | null> {
  const work = async () => ((await isNeeded?.()) === false ? null : build(factory, store, readModel, signal));
  return readModel.withAdvisoryLock(factory.name, work, signal);
}

async function build(
  factory: ProjectionDefinition,
  store: EventStore,
  readModel: ReadModel,
  signal?: AbortSignal,
): Promise<{ position: string | null }> {
  const generation = await readModel.begin(factory.name, factory.version);
  const line = await RunningProjection.open(
    factory,
    { projection: factory.name, generation, version: factory.version, position: null },
    store,
    readModel,
    [],
    false,
  );
  for (;;) {
    for await (const events of readInChunks(store, line.position, { most: REBUILD_BATCH })) {
      signal?.throwIfAborted();
      await advance(line, events, readModel, signal);
    }
    const reached = (live: string | null) =>
      live === null || (line.position !== null && store.compare(line.position, live) >= 0);
    if (await readModel.activate(factory.name, generation, reached, factory.migration))
      return { position: line.position };
    const live = await readModel.live(factory.name);
    const head = await store.head();
    if (live?.position && (head === null || store.compare(live.position, head) > 0)) {
      throw new UnreadablePosition(`${factory.name} is at ${live.position}, beyond the last event of this history`);
    }
  }
}

/** A long rebuild does not begin again because the database was slow once: what was folded is written with another try. */
async function advance(
  line: RunningProjection,
  events: StoredEvent[],
  readModel: ReadModel,
  signal?: AbortSignal,
): Promise<void> {
  const commit = await line.fold(events);
  if (!commit) return;
  for (let tries = 1; ; tries += 1) {
    try {
      await readModel.commit([commit]);
      break;
    } catch (error) {
      if (error instanceof CheckpointConflict || tries === TRIES) throw error;
      await pause(PAUSE_MS * tries, undefined, { signal });
    }
  }
  line.position = commit.to;
}

/** Events after a position up to the present end, or through another one, at most 3,000 at a time unless told otherwise, fewer where they are long. */
export async function* readInChunks(
  store: EventStore,
  after: string | null,
  { through, most = BATCH }: { through?: string; most?: number } = {},
): AsyncGenerator<StoredEvent[]> {
  let chunk: StoredEvent[] = [];
  let characters = 0;
  for await (const event of store.readAll(after === null ? {} : { from: after })) {
    if (after !== null && store.compare(event.position, after) <= 0) continue;
    if (through !== undefined && store.compare(event.position, through) > 0) break;
    chunk.push(event);
    characters += event.data.length + event.metadata.length;
    if (chunk.length < most && characters < BATCH_CHARACTERS) continue;
    yield chunk;
    [chunk, characters] = [[], 0];
  }
  if (chunk.length > 0) yield chunk;
}
