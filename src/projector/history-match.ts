import { type EventStore, StoreMisconfigured, UnreadablePosition } from '../event-store/event-store.js';
import { assertCheckpointInHistory } from './checkpoints.js';
import type { ReadModel } from './read-model.js';
import type { ProjectionRegistry } from './runner.js';

/** Throws StoreMisconfigured when a read model was built from another history. */
export async function assertReadModelsInHistory(
  store: EventStore,
  readModel: ReadModel,
  registry: ProjectionRegistry,
): Promise<void> {
  try {
    for (const { name } of registry.all()) {
      const position = (await readModel.live(name))?.position ?? null;
      await assertCheckpointInHistory(store, position);
      // An EventStoreDB refuses a position at which no event starts.
      if (position !== null) for await (const _ of store.readAll({ from: position, max: 1 })) break;
    }
  } catch (error) {
    throw error instanceof UnreadablePosition ? foreignHistory(error) : error;
  }
}

export const foreignHistory = (error: Error) =>
  new StoreMisconfigured(
    `The history and the read models do not belong together (${error.message}): set EVENTSTORE_URL and DATABASE_URL to a pair that does.`,
    { cause: error },
  );
