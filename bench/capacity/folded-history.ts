import { openReadModels } from '../../src/cli/open-read-models.js';
import { readEnvironment } from '../../src/config/environment.js';
import { readInChunks } from '../../src/projector/read-in-chunks.js';
import { RunningProjection } from '../../src/projector/running-projection.js';

/** What lives, after collections: the heap and what lies beside it. */
async function living(): Promise<number> {
  for (let n = 0; n < 3; n += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Kept, so that a collection cannot take it. */
const held: RunningProjection[] = [];

/** Bytes before a start, after it, and when the folds have gone on with the events that nothing has projected yet. */
export interface FoldedMemory {
  before: number;
  started: number;
  going: number;
}

export const measureFold = async ({ appUrl, adminUrl }: { appUrl: string; adminUrl: string }): Promise<FoldedMemory> => {
    const settings = readEnvironment({ DATABASE_URL: appUrl, DATABASE_ADMIN_URL: adminUrl });
    const { store, readModel, registry, close } = await openReadModels(settings);
    const before = await living();
    for (const factory of registry.all()) {
      const live = await readModel.live(factory.name);
      held.push(await RunningProjection.open(factory, live!, { store, readModel, isLive: true }));
    }
    const started = await living();
    for (const line of held) for await (const events of readInChunks(store, line.position)) await line.fold(events);
    const going = await living();
    await close();
    return { before, started, going };
};
