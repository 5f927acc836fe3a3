import type { Projection } from '../../projections/projection.js';
import { MemoryEventStore } from '../../test/support/memory-event-store.js';
import { MemoryReadModel } from '../../test/support/memory-read-model.js';
import { Season } from '../../test/support/season.js';
import { documentProjection } from './runner.js';
import { CheckpointConflict } from './read-model.js';
import { rebuildAll } from './rebuild.js';

interface Count {
  adjusted: number;
}

const counting = (name: string): Projection<Count> => ({
  name,
  version: 1,
  key: () => 'all',
  initial: () => ({ adjusted: 0 }),
  when: { PointsAdjusted: ({ adjusted }) => ({ adjusted: adjusted + 1 }) },
});

const names = ['a', 'b', 'c', 'd', 'e'];
const needed = async () => true;

describe('rebuildAll', () => {
  let store: MemoryEventStore;
  let model: MemoryReadModel;
  /** The projections being rebuilt, in the order of their start. */
  let atWork: string[];
  let most: number;

  beforeEach(async () => {
    store = new MemoryEventStore();
    model = new MemoryReadModel();
    const season = new Season(store, 'amal-2026');
    await season.begin(['aktau', 'beineu']);
    for (let n = 0; n < 3; n += 1) await season.adjust(n === 0 ? 'beineu' : 'aktau', 1);
    [atWork, most] = [[], 0];
    const withLock = model.withAdvisoryLock.bind(model);
    model.withAdvisoryLock = (projection, work, signal) =>
      withLock(
        projection,
        async () => {
          atWork.push(projection);
          most = Math.max(most, atWork.length);
          return work().finally(() => (atWork = atWork.filter((one) => one !== projection)));
        },
        signal,
      );
  });

  const all = (isNeeded: (name: string) => Promise<boolean> = needed) =>
    rebuildAll(
      names.map((name) => ({ definition: documentProjection(counting(name)), isNeeded: () => isNeeded(name) })),
      store,
      model,
    );

  it('rebuilds every projection in one pass over the history', async () => {
    const passes = jest.spyOn(store, 'readAll');
    await all();
    expect(passes.mock.calls).toEqual([[{}]]);
    for (const name of names) expect(await model.get(name, 'all')).toEqual({ adjusted: 3 });
    expect(most).toBe(names.length);
  });

  it('skips a projection that another process has rebuilt meanwhile', async () => {
    await all(async (name) => name !== 'c');
    expect(await model.live('c')).toBeNull();
    expect(await model.get('e', 'all')).toEqual({ adjusted: 3 });
  });

  it('retries a failed commit in the same generation', async () => {
    const commit = model.commit.bind(model);
    let failures = 1;
    model.commit = (commits) => (failures-- > 0 ? Promise.reject(new Error('too slow')) : commit(commits));
    await all();
    for (const name of names) expect(await model.get(name, 'all')).toEqual({ adjusted: 3 });
    expect((await model.generations()).map(({ generation }) => generation)).toEqual(names.map(() => 1));
  });

  it('does not retry after a checkpoint conflict', async () => {
    let asked = 0;
    model.commit = () => {
      asked += 1;
      return Promise.reject(new CheckpointConflict('it is gone'));
    };
    await expect(all()).rejects.toThrow('it is gone');
    expect(asked).toBe(names.length);
  });

  it('activates nothing when one projection fails', async () => {
    const begin = model.begin.bind(model);
    model.begin = (name, version) => (name === 'a' ? Promise.reject(new Error('no room for a')) : begin(name, version));
    await expect(all()).rejects.toThrow('no room for a');
    expect(atWork).toEqual([]);
    for (const name of names) expect(await model.live(name)).toBeNull();
  });
});
