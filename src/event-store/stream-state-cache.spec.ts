import { approved, submitted } from '../../test/support/action-history.js';
import { lastEvent } from '../../test/support/last-event.js';
import { MemoryEventStore } from '../../test/support/memory-event-store.js';
import { uuidOf } from '../config/ids.js';
import type { ActionEvent } from '../events/action.events.js';
import { encode } from './event-store.js';
import { StreamStateCache } from './stream-state-cache.js';

const stream = 'action-trees-1';
const none = { state: lastEvent.initialState(), expected: 'no-stream' as const, position: null };
const metadata = { actor: 'a', $correlationId: 'c-1', recordedAt: '2026-10-01T00:00:00.000Z' };
let ids = 0;
const encoded = (event: ActionEvent) => encode(event, uuidOf(`event ${(ids += 1)}`), metadata);

class CountingStore extends MemoryEventStore {
  reads: (number | undefined)[] = [];

  override async *read(...[name, options]: Parameters<MemoryEventStore['read']>) {
    this.reads.push(options?.from);
    yield* super.read(name, options);
  }
}

describe('StreamStateCache', () => {
  it('reads on from the cached revision and equals a whole fold', async () => {
    const store = new CountingStore();
    const cache = new StreamStateCache(store, lastEvent);
    const first = [encoded(submitted)];
    cache.appended(stream, none, first, await store.append(stream, 'no-stream', first));
    expect(cache.get(stream)).toEqual(await new StreamStateCache(store, lastEvent).load(stream));
    await store.append(stream, 0, [encoded(approved())]);
    expect(cache.get(stream)?.state).toEqual({ last: 'ActionSubmitted', count: 1 });
    store.reads = [];
    expect(await cache.load(stream)).toEqual(await new StreamStateCache(store, lastEvent).load(stream));
    expect(store.reads).toEqual([1, 0]);
  });

  it('shares one read between concurrent loads and starts after the last', async () => {
    const store = new CountingStore();
    const cache = new StreamStateCache(store, lastEvent);
    const early = cache.load(stream);
    await store.append(stream, 'no-stream', [encoded(submitted)]);
    const late = await Promise.all([cache.load(stream), cache.load(stream), cache.load(stream)]);
    await early;
    expect(late.map(({ state }) => state.count)).toEqual([1, 1, 1]);
    expect(store.reads).toHaveLength(2);
  });

  it('folds a stream again a minute after its whole fold', async () => {
    let now = 1;
    const store = new MemoryEventStore();
    const cache = new StreamStateCache(store, lastEvent, { now: () => now });
    await store.append(stream, 'no-stream', [encoded(submitted)]);
    await cache.load(stream);
    store.events.length = 0;
    now = 60_001;
    expect((await cache.load(stream)).state.count).toBe(1);
    now = 60_002;
    expect((await cache.load(stream)).state.count).toBe(0);
  });

  it('folds appended events as the store would return them', () => {
    const decider = {
      initialState: () => ({ data: {} as object }),
      evolve: (_: { data: object }, { data }: ActionEvent) => ({ data: data as object }),
    };
    const cache = new StreamStateCache(new MemoryEventStore(), decider);
    const data = { reason: undefined, claimed: { trees: 3 } };
    const before = { ...none, state: decider.initialState() };
    cache.appended(stream, before, [{ ...encoded(submitted), data }], { revision: 0, position: '1' });
    data.claimed.trees = 4;
    expect(cache.get(stream)?.state.data).toStrictEqual({ claimed: { trees: 3 } });
  });

  it('evicts the entry that was stored longest ago', () => {
    const cache = new StreamStateCache(new MemoryEventStore(), lastEvent);
    const events = [encoded(submitted)];
    for (let n = 0; n <= 4_096; n += 1) cache.appended(`action-${n}`, none, events, { revision: 0, position: '1' });
    expect(cache.get('action-0')).toBeUndefined();
    expect(cache.get('action-1')).toBeDefined();
  });

  it('reads again after a failed read', async () => {
    const store = new MemoryEventStore();
    const cache = new StreamStateCache(store, lastEvent);
    let next: ReturnType<typeof cache.load> | undefined;
    jest.spyOn(store, 'read').mockImplementationOnce(() => {
      next = cache.load(stream);
      throw new Error('gone');
    });
    const failed = cache.load(stream);
    await expect(failed).rejects.toThrow('gone');
    expect((await next!).state.count).toBe(0);
  });
});
