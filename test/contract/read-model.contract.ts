import { type Lease, LeaseLost, type CheckpointMoved, type LeaseClient } from '../../src/projector/lease.js';
import {
  type DocumentMigration,
  type Commit,
  CheckpointConflict,
  type ReadModel,
} from '../../src/projector/read-model.js';

const nothing = { upserts: [], deletes: [], parked: [] };
const accept = () => true;
const carryNothing = { keysEndWith: '', migrateDocuments: () => [] };

/** What every read model promises. `open` gives an empty one. */
export function readModelContract(open: () => Promise<ReadModel>): void {
  let model: ReadModel;
  const write = (generation: number, change: Partial<Commit>) =>
    model.commit([{ projection: 'p', generation, from: null, to: '1', ...nothing, ...change }]);
  const liveGeneration = async (change: Partial<Commit> = {}) => {
    const generation = await model.begin('p', 1);
    await write(generation, change);
    await model.activate('p', generation, accept, carryNothing);
    return generation;
  };

  beforeEach(async () => {
    model = await open();
  });

  it('gives back documents as they were written, and null for those that do not exist', async () => {
    const body = { text: 'Қоржын', list: [1, { deep: null }], yes: true };
    await liveGeneration({ upserts: [{ key: 'a', body }] });
    expect(await model.get('p', 'a')).toEqual(body);
    expect(await model.get('p', 'b')).toBeNull();
    expect(await model.get('other', 'a')).toBeNull();
  });

  it('changes and removes documents together with the checkpoint', async () => {
    const generation = await liveGeneration({
      upserts: [
        { key: 'a', body: { n: 1 } },
        { key: 'b', body: { n: 1 } },
      ],
    });
    await write(generation, { from: '1', to: '5', upserts: [{ key: 'a', body: { n: 2 } }], deletes: ['b'] });
    expect(await model.list('p')).toEqual({ items: [{ key: 'a', body: { n: 2 } }], total: 1 });
    expect(await model.live('p')).toEqual({ projection: 'p', generation, version: 1, position: '5' });
  });

  it('writes nothing at all when one of the checkpoints has moved', async () => {
    const generation = await liveGeneration();
    const second = await model.begin('q', 1);
    const commits: Commit[] = [
      { projection: 'p', generation, from: '1', to: '2', ...nothing, upserts: [{ key: 'a', body: {} }] },
      { projection: 'q', generation: second, from: '7', to: '8', ...nothing },
    ];
    await expect(model.commit(commits)).rejects.toBeInstanceOf(CheckpointConflict);
    expect(await model.get('p', 'a')).toBeNull();
    expect((await model.live('p'))?.position).toBe('1');
  });

  it('writes thousands of documents in one commit, all or none, and none is left when their generation is replaced', async () => {
    const many = Array.from({ length: 5_500 }, (_, n) => ({ key: `k${n}`, body: { n } }));
    const generation = await liveGeneration({ upserts: many });
    expect((await model.list('p', { limit: 1 })).total).toBe(5_500);
    expect(await model.get('p', 'k5499')).toEqual({ n: 5_499 });
    expect((await model.snapshot('p'))!.documents.size).toBe(5_500);
    const late = write(generation, { from: '7', to: '8', upserts: many.map(({ key }) => ({ key, body: { n: -1 } })) });
    await expect(late).rejects.toBeInstanceOf(CheckpointConflict);
    expect(await model.get('p', 'k0')).toEqual({ n: 0 });
    await model.activate('p', await model.begin('p', 2), accept, carryNothing);
    expect((await model.documents('p', generation, ['k0', 'k2500', 'k5499'])).size).toBe(0);
    expect((await model.list('p')).total).toBe(0);
  });

  it('lists by prefix, by fields, in order and in pages, and counts all', async () => {
    const documents = [
      { key: 'x/1', body: { kind: 'a', n: 10 } },
      { key: 'x/2', body: { kind: 'b', n: 9 } },
      { key: 'x/3', body: { kind: 'a', n: 2 } },
      { key: 'y/1', body: { kind: 'a', n: 1, revision: 7, rest: null } },
    ];
    await liveGeneration({ upserts: documents });
    const keys = async (options: Parameters<ReadModel['list']>[1]) =>
      (await model.list('p', options)).items.map(({ key }) => key);
    expect(await keys({ prefix: 'x/' })).toEqual(['x/1', 'x/2', 'x/3']);
    expect(await keys({ where: { kind: 'a' } })).toEqual(['x/1', 'x/3', 'y/1']);
    // Some fields stand in an index, some do not.
    expect(await keys({ where: { kind: 'a', revision: 7, rest: null } })).toEqual(['y/1']);
    expect(await keys({ where: { kind: 'a', revision: 8 }, limit: 1 })).toEqual([]);
    expect(await keys({ prefix: 'x/', where: { kind: 'a' }, orderBy: 'n', limit: 5 })).toEqual(['x/3', 'x/1']);
    expect(await keys({ orderBy: 'n' })).toEqual(['y/1', 'x/3', 'x/2', 'x/1']);
    expect(await keys({ orderBy: 'n', descending: true, limit: 2, offset: 1 })).toEqual(['x/2', 'x/3']);
    expect((await model.list('p', { limit: 1, offset: 3 })).total).toBe(4);
    expect((await model.list('p', { offset: 9 })).total).toBe(4);
  });

  it('takes the signs of a pattern in a prefix for themselves', async () => {
    await liveGeneration({
      upserts: [
        { key: 'a%/1', body: {} },
        { key: 'ab/1', body: {} },
      ],
    });
    expect((await model.list('p', { prefix: 'a%' })).total).toBe(1);
  });

  it('shows the old documents until the new generation is switched to, and the new ones after', async () => {
    await liveGeneration({ upserts: [{ key: 'a', body: { from: 'old' } }] });
    const next = await model.begin('p', 2);
    await write(next, { to: '9', upserts: [{ key: 'a', body: { from: 'new' } }] });
    expect(await model.get('p', 'a')).toEqual({ from: 'old' });
    expect(await model.activate('p', next, accept, carryNothing)).toBe(true);
    expect(await model.get('p', 'a')).toEqual({ from: 'new' });
    expect(await model.live('p')).toMatchObject({ generation: next, version: 2, position: '9' });
  });

  it('does not switch when the new generation is behind, and asks with the live position', async () => {
    await liveGeneration({ to: '4' });
    const next = await model.begin('p', 2);
    const asked: (string | null)[] = [];
    expect(await model.activate('p', next, (position) => (asked.push(position), false), carryNothing)).toBe(false);
    expect(asked).toEqual(['4']);
    expect((await model.live('p'))?.version).toBe(1);
  });

  it('lets the new documents be mended by the old ones in the switch', async () => {
    const of = (seq: number) => ['a/', 'a/1'].map((key) => ({ key, body: { seq } }));
    await liveGeneration({ upserts: of(41) });
    const next = await model.begin('p', 2);
    await write(next, { upserts: of(1) });
    const migrateDocuments: DocumentMigration['migrateDocuments'] = (live, fresh) =>
      [...fresh.keys()].map((key) => ({ key, body: { seq: (live.get(key) as { seq: number }).seq + 1 } }));
    await model.activate('p', next, accept, { keysEndWith: '/', migrateDocuments });
    expect(await model.get('p', 'a/')).toEqual({ seq: 42 });
    expect(await model.get('p', 'a/1')).toEqual({ seq: 1 });
  });

  it('refuses a writer whose generation was replaced', async () => {
    const generation = await liveGeneration();
    await model.activate('p', await model.begin('p', 2), accept, carryNothing);
    await expect(write(generation, { from: '1', to: '2' })).rejects.toBeInstanceOf(CheckpointConflict);
  });

  it('drops an unfinished rebuild when the next one begins', async () => {
    const first = await model.begin('p', 1);
    await write(first, { upserts: [{ key: 'a', body: {} }] });
    const second = await model.begin('p', 1);
    await expect(write(first, { from: '1', to: '2' })).rejects.toBeInstanceOf(CheckpointConflict);
    await expect(model.activate('p', first, accept, carryNothing)).rejects.toBeInstanceOf(CheckpointConflict);
    for (const generation of [first, second]) expect((await model.documents('p', generation, ['a'])).size).toBe(0);
  });

  it('lets one at a time be alone with a projection, also after one that failed, and gives up at a signal', async () => {
    const order: string[] = [];
    let open: () => void = () => undefined;
    const shut = new Promise<void>((resolve) => (open = resolve));
    const first = model.withAdvisoryLock('p', async () => {
      order.push('first begins');
      await shut;
      order.push('first ends');
      throw new Error('failed');
    });
    const second = model.withAdvisoryLock('p', () => Promise.resolve(order.push('second')));
    const waits = new AbortController();
    const third = model.withAdvisoryLock('p', () => Promise.resolve(order.push('third')), waits.signal);
    await model.withAdvisoryLock('q', () => Promise.resolve(order.push('of another projection')));
    waits.abort();
    await expect(third).rejects.toThrow();
    open();
    await expect(first).rejects.toThrow('failed');
    await second;
    expect(order.filter((what) => what !== 'of another projection')).toEqual(['first begins', 'first ends', 'second']);
    expect(order.indexOf('of another projection')).toBeLessThan(order.indexOf('first ends'));
  });

  it('finds nothing under a text that no database could hold', async () => {
    await liveGeneration({ upserts: [{ key: 'a', body: { name: 'a' } }] });
    expect(await model.get('p', 'a\0')).toBeNull();
    expect(await model.list('p', { where: { name: 'a\0' } })).toEqual({ items: [], total: 0 });
    expect(await model.list('p', { prefix: '\0' })).toEqual({ items: [], total: 0 });
    expect(await model.list('p', { where: { name: '\ud800' } })).toEqual({ items: [], total: 0 });
  });

  it('remembers parked streams of live generations', async () => {
    const parked = [
      { projection: 'p', stream: 's-1', eventId: 'e', type: 'T', revision: 3, position: '1', error: 'no' },
    ];
    await liveGeneration({ parked });
    expect(await model.parked()).toEqual(parked);
    expect(await model.parked('q')).toEqual([]);
    await model.activate('p', await model.begin('p', 2), accept, carryNothing);
    expect(await model.parked()).toEqual([]);
  });

  it('gives a generation and its documents as they are at one moment', async () => {
    expect(await model.snapshot('p')).toBeNull();
    const generation = await liveGeneration({ upserts: [{ key: 'a', body: { n: 1 } }] });
    const snapshot = await model.snapshot('p');
    expect(snapshot?.generation).toMatchObject({ generation, position: '1' });
    expect(snapshot?.documents).toEqual(new Map([['a', { n: 1 }]]));
  });

  it('gives of a generation the documents that are asked for, and names all live generations', async () => {
    const generation = await liveGeneration({
      upserts: [
        { key: 'a', body: { n: 1 } },
        { key: 'b', body: { n: 2 } },
      ],
    });
    await model.begin('q', 1);
    expect((await model.snapshot('p', ['b', 'c']))?.documents).toEqual(new Map([['b', { n: 2 }]]));
    expect(await model.generations()).toEqual([{ projection: 'p', generation, version: 1, position: '1' }]);
  });

  describe('the lease', () => {
    const seats: LeaseClient[] = [];
    const sit = () => {
      const told: (CheckpointMoved | 'vacant')[] = [];
      const seat = model.leaseClient({
        onCheckpointMoved: (moves) => told.push(...moves),
        onLeaseReleased: () => told.push('vacant'),
      });
      seats.push(seat);
      return { seat, told };
    };
    const until = async <T>(what: () => T | null | Promise<T | null>): Promise<T> => {
      for (const end = Date.now() + 20_000; ;) {
        const found = await what();
        if (found !== null) return found;
        if (Date.now() > end) throw new Error('waited in vain');
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    };
    const leased = (generation: number, from: string, to: string, lease: Lease) =>
      model.commit(
        [{ projection: 'p', generation, from, to, ...nothing, upserts: [{ key: 'by', body: lease }] }],
        lease,
      );

    afterEach(async () => {
      await Promise.all(seats.splice(0).map((seat) => seat.release()));
    });

    it('belongs to one at a time; who gives it up tells the others, and each new one has a higher number', async () => {
      const [one, other] = [sit(), sit()];
      const first = await until(() => one.seat.acquire());
      expect(await other.seat.acquire()).toBeNull();
      expect(await one.seat.renew(first)).toBe(true);
      await one.seat.release();
      await until(() => (other.told.includes('vacant') ? true : null));
      const second = await other.seat.acquire();
      expect(second!.epoch).toBeGreaterThan(first.epoch);
      expect(await one.seat.renew(first)).toBe(false);
      expect(await one.seat.acquire()).toBeNull();
    });

    it('tells every seat what was committed under it, and nothing of what a rebuild writes', async () => {
      const generation = await liveGeneration();
      const [one, other] = [sit(), sit()];
      const lease = await until(() => one.seat.acquire());
      await other.seat.acquire();
      await leased(generation, '1', '2', lease);
      await write(generation, { from: '2', to: '3' });
      await leased(generation, '3', '4', lease);
      await until(() => (other.told.length >= 2 ? true : null));
      expect(other.told.map((moved) => moved !== 'vacant' && [moved.projection, moved.from, moved.to])).toEqual([
        ['p', '1', '2'],
        ['p', '3', '4'],
      ]);
    });

    it('passes to another when it is not renewed, and who had it can write nothing any more', async () => {
      const generation = await liveGeneration();
      const [paused, other] = [sit(), sit()];
      const old = await until(() => paused.seat.acquire());
      await leased(generation, '1', '2', old);
      const lease = await until(() => other.seat.acquire());
      await expect(leased(generation, '2', '3', old)).rejects.toBeInstanceOf(LeaseLost);
      expect([await model.get('p', 'by'), (await model.live('p'))?.position]).toEqual([old, '2']);
      expect(await paused.seat.renew(old)).toBe(false);
      await leased(generation, '2', '3', lease);
      expect(await model.get('p', 'by')).toEqual(lease);
    }, 30_000);
  });
}
