import type { EventStore } from '../event-store/event-store.js';
import type { ReadModel } from './read-model.js';
import { rebuild } from './rebuild.js';
import type { ProjectionDefinition } from './runner.js';

/** While one waits for the database another one folds. Each holds two connections. */
const AT_ONCE = 2;

export interface RebuildRequest {
  factory: ProjectionDefinition;
  /** Asked when its turn has come: another process may have done it meanwhile. */
  isNeeded(): Promise<boolean>;
}

/** Rebuilds projections, two at a time. Ends when none is at work any more; throws what the first one that failed did. */
export async function rebuildAll(
  needed: readonly RebuildRequest[],
  store: EventStore,
  readModel: ReadModel,
  signal?: AbortSignal,
): Promise<void> {
  const waiting = [...needed];
  const failures: unknown[] = [];
  const work = async () => {
    for (let next = waiting.shift(); next && failures.length === 0; next = waiting.shift()) {
      const { factory, isNeeded } = next;
      await rebuild(factory, store, readModel, { signal, isNeeded }).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (failures.length > 0) throw failures[0];
}
