import type { ActionEvent } from '../events/action.events.js';
import { MemoryEventStore } from '../../test/support/memory-event-store.js';
import { submitted, approved } from '../../test/support/action-history.js';
import { lastDeed } from '../../test/support/last-deed.js';
import { encode } from './codec.js';
import { FoldedStreams } from './folded-streams.js';
import { v7 } from './uuid-v7.js';

const stream = 'action-trees-1';
const metadata = { actor: 'a', $correlationId: 'c-1', recordedAt: '2026-10-01T00:00:00.000Z' };
const stored = (event: ActionEvent) => encode(event, v7(), metadata);

class CountedStore extends MemoryEventStore {
  reads: (number | undefined)[] = [];

  override async *read(...[name, options]: Parameters<MemoryEventStore['read']>) {
    this.reads.push(options?.from);
    yield* super.read(name, options);
  }
}

describe('streams that were folded', () => {
  test('are read on from where they were, and give what a whole fold gives', async () => {
    const store = new CountedStore();
    const [own, other] = [new FoldedStreams(store, lastDeed), new FoldedStreams(store, lastDeed)];
    const first = [stored(submitted)];
    own.appended(stream, own.empty(), first, await store.append(stream, 'no-stream', first));
    expect(own.recall(stream)).toEqual(await other.load(stream));
    await store.append(stream, 0, [stored(approved())]);
    expect(own.recall(stream)?.state).toEqual({ last: 'ActionSubmitted', deeds: 1 });
    store.reads = [];
    expect((await own.load(stream)).state).toEqual({ last: 'ActionApproved', deeds: 2 });
    expect(await own.load(stream)).toEqual(await new FoldedStreams(store, lastDeed).load(stream));
    expect(store.reads).toEqual([1, 2, 0]);
  });

  test('are read by those who ask together once, after the last of them asked', async () => {
    const store = new CountedStore();
    const folds = new FoldedStreams(store, lastDeed);
    const early = folds.load(stream);
    await store.append(stream, 'no-stream', [stored(submitted)]);
    const late = await Promise.all([folds.load(stream), folds.load(stream), folds.load(stream)]);
    await early;
    expect(late.map(({ state }) => state.deeds)).toEqual([1, 1, 1]);
    expect(store.reads).toHaveLength(2);
  });

  test('are folded anew after a minute: a history that was put back is believed again', async () => {
    let now = 0;
    const store = new CountedStore();
    const folds = new FoldedStreams(store, lastDeed, () => now);
    await store.append(stream, 'no-stream', [stored(submitted)]);
    await folds.load(stream);
    store.events.length = 0;
    now = 59_999;
    expect((await folds.load(stream)).state.deeds).toBe(1);
    now = 60_000;
    expect((await folds.load(stream)).state.deeds).toBe(0);
  });

  test('give what was just appended as the store will give it back, whatever becomes of the event handed in', () => {
    const kept = {
      initialState: () => ({ data: {} as object }),
      evolve: (_: { data: object }, { data }: ActionEvent) => ({ data: data as object }),
    };
    const folds = new FoldedStreams(new CountedStore(), kept);
    const data = { reason: undefined, claimed: { trees: { value: 3 } }, partners: ['dala'] };
    const event = { ...stored(submitted), data };
    folds.appended(stream, folds.empty(), [event], { revision: 0, position: '1' });
    const { state } = folds.recall(stream)!;
    data.claimed.trees.value = 4;
    data.partners.push('shagala');
    expect(state.data).toStrictEqual({ claimed: { trees: { value: 3 } }, partners: ['dala'] });
  });

  test('make room for newer ones', async () => {
    const store = new CountedStore();
    const folds = new FoldedStreams(store, lastDeed);
    const events = [stored(submitted)];
    for (let count = 0; count <= 4_096; count += 1)
      folds.appended(`action-${count}`, folds.empty(), events, { revision: 0, position: '1' });
    expect(folds.recall('action-0')).toBeNull();
    expect(folds.recall('action-1')).not.toBeNull();
  });

  test('are asked for again when a read failed', async () => {
    const store = new CountedStore();
    const folds = new FoldedStreams(store, lastDeed);
    const read = jest.spyOn(store, 'read').mockImplementationOnce(() => {
      throw new Error('gone');
    });
    const [failed, next] = [folds.load(stream), folds.load(stream)];
    await expect(failed).rejects.toThrow('gone');
    expect((await next).state.deeds).toBe(0);
    expect((await folds.load(stream)).state.deeds).toBe(0);
    expect(read).toHaveBeenCalledTimes(3);
  });
});
