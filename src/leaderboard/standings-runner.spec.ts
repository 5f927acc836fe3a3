import { MemoryEventStore } from '../../test/support/memory-event-store.js';
import { MemorySnapshotStore } from '../../test/support/memory-snapshot-store.js';
import { MemoryReadModel } from '../../test/support/memory-read-model.js';
import { Season } from '../../test/support/season.js';
import { uuidOf } from '../config/ids.js';
import { CurrentStandings } from './challenge-standings.js';
import { standingsRunner } from './standings.runner.js';

describe('standingsRunner', () => {
  it('parks unknown events without reading the history again', async () => {
    const store = new MemoryEventStore();
    const season = new Season(store);
    await season.begin(['aktau', 'beineu']);
    const folded = store.events.length;
    const live = new CurrentStandings();
    const start = { store, position: store.events.at(-1)!.position, isLive: true, parked: [] };
    const runner = await standingsRunner(live).open({ ...start, documents: () => Promise.resolve(new Map()) });

    const unknown = { type: 'ActionTeleported', data: {}, metadata: {} };
    for (let n = 0; n < 20; n += 1)
      await store.append(`action-${n}`, 'no-stream', [{ id: uuidOf(`unknown ${n}`), ...unknown }]);
    await season.adjust('aktau', 5);
    let reads = 0;
    const readAll = store.readAll.bind(store);
    store.readAll = (options) => ((reads += 1), readAll(options));
    const { parked, upserts } = await runner.fold(store.events.slice(folded));

    expect([parked.length, reads]).toEqual([20, 0]);
    expect(upserts.find(({ key }) => key === `${season.id}/total/public/aktau`)?.body).toMatchObject({ points: 5 });
    expect(live.position).toBe(season.position);
  });

  it('folds a long rebuild batch as it folds live, with parked streams', async () => {
    const store = new MemoryEventStore();
    const seasons = [new Season(store), new Season(store, 'green-2026')];
    const unknown = { type: 'ActionTeleported', data: {}, metadata: {} };
    for (const season of seasons) {
      await season.begin(['aktau', 'beineu']);
      for (let n = 0; n < 200; n += 1) {
        await season.submit(`${season.id}-${n}`, n % 3 === 0 ? 'beineu' : 'aktau');
        await season.approve(`${season.id}-${n}`, { trees: 1 + (n % 7) });
      }
      await store.append(`action-${season.id}`, 'no-stream', [{ id: uuidOf(`unknown ${season.id}`), ...unknown }]);
    }
    const fold = async (isLive: boolean) => {
      const start = { store, position: null, isLive, parked: [] };
      const runner = await standingsRunner(new CurrentStandings()).open({
        ...start,
        documents: () => Promise.resolve(new Map()),
      });
      return runner.fold(store.events);
    };

    const [rebuilt, live] = [await fold(false), await fold(true)];
    expect(store.events.length).toBeGreaterThan(800);
    expect(rebuilt).toEqual(live);
    expect(rebuilt.parked.map(({ stream }) => stream)).toEqual(['action-amal-2026', 'action-green-2026']);
    expect(rebuilt.upserts.map(({ key }) => key)).toContain('green-2026/total/public/aktau');
  });

  it.each([
    ['live', true],
    ['during a rebuild', false],
  ])('warns and keeps folding %s when work after a snapshot set fails', async (_, isLive) => {
    const store = new MemoryEventStore();
    await new Season(store).begin(['aktau', 'beineu']);
    const model = new MemoryReadModel();
    const generation = await model.begin('standings', 1);
    const warnings: string[] = [];
    const runner = await standingsRunner(new CurrentStandings(), {
      snapshots: new MemorySnapshotStore(model),
      warn: (message) => warnings.push(message),
      onSaved: () => Promise.reject(new Error('the store is gone')),
      every: 1,
    }).open({ store, position: null, isLive, parked: [], generation, documents: () => Promise.resolve(new Map()) });
    for (const event of store.events) await runner.fold([event]);
    await runner.end?.(store.events.at(-1)!.position);
    expect(new Set(warnings)).toEqual(new Set(['failed after saving standings snapshots: the store is gone']));
  });
});
