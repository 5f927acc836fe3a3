import { deflateRawSync } from 'node:zlib';
import { MemoryEventStore } from '../../test/support/memory-event-store.js';
import { MemorySnapshotStore } from '../../test/support/memory-snapshot-store.js';
import { MemoryReadModel } from '../../test/support/memory-read-model.js';
import { Season } from '../../test/support/season.js';
import { PositionByTimeIndex } from './standings-at.js';

const MINUTE = 60_000;

describe('PositionByTimeIndex', () => {
  let store: MemoryEventStore;
  let season: Season;
  let instants: PositionByTimeIndex;
  let model: MemoryReadModel;
  let snapshots: MemorySnapshotStore;
  let read = 0;

  /** As the definition says it, over the whole history. */
  const slowly = (instant: number) =>
    store.events.findLast(({ metadata }) => Date.parse(JSON.parse(metadata).recordedAt) <= instant)?.position ?? null;
  /** An event recorded some minutes from now. */
  const recorded = (minutes: number) => {
    const last = store.events.at(-1)!;
    const metadata = JSON.stringify({ recordedAt: new Date(season.now + minutes * MINUTE).toISOString() });
    store.events.push({ ...last, position: String(Number(last.position) + 3), metadata });
  };
  const agree = async (instant: number) => expect(await instants.positionAt(instant)).toBe(slowly(instant));

  beforeEach(async () => {
    store = new MemoryEventStore();
    season = new Season(store);
    await season.begin(['aktau']);
    const readAll = store.readAll.bind(store);
    store.readAll = async function* (options) {
      for await (const event of readAll(options)) {
        read += 1;
        yield event;
      }
    };
    model = new MemoryReadModel();
    snapshots = new MemorySnapshotStore(model);
    instants = new PositionByTimeIndex(store, model, snapshots);
  });

  it('finds the last event at an instant despite a clock step back', async () => {
    const start = season.now;
    for (let n = 0; n < 1_200; n += 1) {
      if (n === 700) season.now -= 900 * MINUTE;
      await season.adjust('aktau', 1);
    }
    for (let at = -10; at < 1_300; at += 37) await agree(start + at * MINUTE);
    await season.at('2026-10-05T06:00:00.000Z').adjust('aktau', 1);
    await agree(start);
    await agree(0);
  });

  it('reads one block and the new events for a query', async () => {
    for (let n = 0; n < 4_000; n += 1) await season.adjust('aktau', 1);
    await instants.positionAt(season.now);
    read = 0;
    await season.adjust('aktau', 1);
    await instants.positionAt(0);
    await instants.positionAt(Date.parse('2026-10-05T07:30:00.000Z'));
    expect(read).toBeLessThanOrEqual(1_010);
  });

  it('loads the saved index after a start', async () => {
    await model.activate('standings', await model.begin('standings', 1), () => true);
    for (let n = 0; n < 12_000; n += 1) recorded(n);
    await instants.positionAt(season.now);
    const after = new PositionByTimeIndex(store, model, snapshots);
    read = 0;
    recorded(12_000);
    const instant = season.now + 5_000 * MINUTE;
    expect(await after.positionAt(instant)).toBe(slowly(instant));
    expect(read).toBeLessThanOrEqual(1_010);
    const without = new PositionByTimeIndex(store, model, new MemorySnapshotStore(model));
    read = 0;
    await without.positionAt(0);
    expect(read).toBeGreaterThan(12_000);
  });

  it('saves again only when a hundredth of the index is new', async () => {
    await model.activate('standings', await model.begin('standings', 1), () => true);
    const blocks = Array.from({ length: 2_000 }, (_, n) => ({ first: String(n), size: 1_000, earliest: 0 }));
    const { position, id: eventId } = store.events.at(-1)!;
    const body = deflateRawSync(JSON.stringify({ blocks, last: position }));
    await snapshots.save({ projection: 'standings', generation: 1, key: 'instants/1', position, eventId, body });
    for (let n = 0; n < 15_000; n += 1) recorded(n);
    await instants.update();
    expect(snapshots.stored).toHaveLength(1);
    for (let n = 15_000; n < 21_000; n += 1) recorded(n);
    await instants.update();
    expect(snapshots.stored).toHaveLength(2);
  });

  it('answers after the store failed once', async () => {
    const { readAll } = store;
    store.readAll = () => {
      throw new Error('no connection');
    };
    await expect(instants.positionAt(season.now)).rejects.toThrow('no connection');
    store.readAll = readAll;
    await agree(season.now);
  });
});
