import type { ReadModel, Snapshot, SnapshotStore } from '../../src/projector/read-model.js';

/** The contract of every snapshot store. `open` returns an empty one and the read model with its generations. */
export function snapshotStoreContract(open: () => Promise<{ snapshots: SnapshotStore; model: ReadModel }>): void {
  let snapshots: SnapshotStore;
  let model: ReadModel;
  let generation: number;
  const snapshot = (given: Partial<Snapshot> = {}): Snapshot => ({
    projection: 'p',
    generation,
    key: 'all',
    position: '7',
    eventId: 'event-7',
    body: Buffer.from([0, 1, 255]),
    ...given,
  });
  const bytes = async (given: Partial<Snapshot> = {}) => {
    const body = await snapshots.load(snapshot(given));
    return body && [...body];
  };

  beforeEach(async () => {
    ({ snapshots, model } = await open());
    generation = await model.begin('p', 1);
  });

  it('returns the bytes of a snapshot and null for a missing one', async () => {
    await snapshots.save(snapshot());
    expect(await bytes()).toEqual([0, 1, 255]);
    expect(await bytes({ key: 'other' })).toBeNull();
    expect(await bytes({ position: '8' })).toBeNull();
    expect(await bytes({ generation: generation + 1 })).toBeNull();
  });

  it('saves a view of a larger buffer and a megabyte', async () => {
    const large = Buffer.alloc(1_048_576, 'snapshot');
    await snapshots.save(snapshot({ body: large.subarray(3, 6) }));
    await snapshots.save(snapshot({ position: '8', body: large }));
    expect(Buffer.from((await bytes())!).toString()).toBe('psh');
    expect(Buffer.from((await bytes({ position: '8' }))!).equals(large)).toBe(true);
  });

  it('lists the snapshots of one key of one generation', async () => {
    const next = await model.begin('q', 1);
    await snapshots.save(snapshot());
    await snapshots.save(snapshot({ position: '12', eventId: 'event-12' }));
    await snapshots.save(snapshot({ key: 'other' }));
    await snapshots.save(snapshot({ projection: 'q', generation: next }));
    const headers = await snapshots.list('p', generation, 'all');
    expect(headers.sort((a, b) => Number(a.position) - Number(b.position))).toEqual([
      { projection: 'p', generation, key: 'all', position: '7', eventId: 'event-7' },
      { projection: 'p', generation, key: 'all', position: '12', eventId: 'event-12' },
    ]);
    expect(await snapshots.list('p', generation + 1, 'all')).toEqual([]);
  });

  it('never overwrites a snapshot, even by concurrent saves', async () => {
    await snapshots.save(snapshot());
    await Promise.all([1, 2, 3].map((n) => snapshots.save(snapshot({ body: Buffer.from([n]) }))));
    expect(await bytes()).toEqual([0, 1, 255]);
    expect(await snapshots.list('p', generation, 'all')).toHaveLength(1);
  });

  it('drops snapshots with their generation and saves none for it afterwards', async () => {
    await snapshots.save(snapshot());
    await model.activate('p', generation, () => true);
    await model.activate('p', await model.begin('p', 2), () => true);
    expect(await bytes()).toBeNull();
    await snapshots.save(snapshot());
    expect(await snapshots.list('p', generation, 'all')).toEqual([]);
  });
}
