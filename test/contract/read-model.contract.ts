import { type CheckpointMoved, type Lease, type LeaseClient, LeaseLost } from '../../src/projector/lease.js';
import {
  CheckpointConflict,
  type Commit,
  type DocumentMigration,
  type ReadModel,
} from '../../src/projector/read-model.js';

const nothing = { upserts: [], deletes: [], parked: [] };
const accept = () => true;
const noMigration = { keysEndWith: '', migrateDocuments: () => [] };

/** The contract of every read model. `open` returns an empty one. */
export function readModelContract(open: () => Promise<ReadModel>): void {
  let model: ReadModel;
  const write = (generation: number, change: Partial<Commit>) =>
    model.commit([{ projection: 'p', generation, from: null, to: '1', ...nothing, ...change }]);
  const liveGeneration = async (change: Partial<Commit> = {}) => {
    const generation = await model.begin('p', 1);
    await write(generation, change);
    await model.activate('p', generation, accept, noMigration);
    return generation;
  };

  beforeEach(async () => {
    model = await open();
  });

  it('returns documents as written and null for missing ones', async () => {
    const body = { text: 'Қоржын', list: [1, { deep: null }], yes: true };
    await liveGeneration({ upserts: [{ key: 'a', body }] });
    expect(await model.get('p', 'a')).toEqual(body);
    expect(await model.get('p', 'b')).toBeNull();
    expect(await model.get('other', 'a')).toBeNull();
  });

  it('writes and deletes documents together with the checkpoint', async () => {
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

  it('writes nothing when one of the checkpoints has moved', async () => {
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

  it('commits thousands of documents atomically and drops them with their generation', async () => {
    const many = Array.from({ length: 5_500 }, (_, n) => ({ key: `k${n}`, body: { n } }));
    const generation = await liveGeneration({ upserts: many });
    expect((await model.list('p', { limit: 1 })).total).toBe(5_500);
    expect(await model.get('p', 'k5499')).toEqual({ n: 5_499 });
    expect((await model.snapshot('p'))!.documents.size).toBe(5_500);
    const late = write(generation, { from: '7', to: '8', upserts: many.map(({ key }) => ({ key, body: { n: -1 } })) });
    await expect(late).rejects.toBeInstanceOf(CheckpointConflict);
    expect(await model.get('p', 'k0')).toEqual({ n: 0 });
    await model.activate('p', await model.begin('p', 2), accept, noMigration);
    expect((await model.documents('p', generation, ['k0', 'k2500', 'k5499'])).size).toBe(0);
    expect((await model.list('p')).total).toBe(0);
  });

  it('lists by prefix, fields, order and page with a total', async () => {
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
    // `revision` is outside the index of filters.
    expect(await keys({ where: { kind: 'a', revision: 7, rest: null } })).toEqual(['y/1']);
    expect(await keys({ where: { kind: 'a', revision: 8 }, limit: 1 })).toEqual([]);
    expect(await keys({ prefix: 'x/', where: { kind: 'a' }, orderBy: 'n', limit: 5 })).toEqual(['x/3', 'x/1']);
    expect(await keys({ whereAny: [{ kind: 'b' }, { kind: 'a', n: 2 }, { kind: 'c' }] })).toEqual(['x/2', 'x/3']);
    expect(await keys({ where: { n: 2 }, whereAny: [{ kind: 'b' }, { kind: 'a', revision: 7 }] })).toEqual([]);
    expect(await keys({ whereAny: [] })).toEqual([]);
    expect(await keys({ orderBy: 'n' })).toEqual(['y/1', 'x/3', 'x/2', 'x/1']);
    expect(await keys({ orderBy: 'n', descending: true, limit: 2, offset: 1 })).toEqual(['x/2', 'x/3']);
    expect((await model.list('p', { limit: 1, offset: 3 })).total).toBe(4);
    expect((await model.list('p', { offset: 9 })).total).toBe(4);
  });

  it('lists documents that are in one of several groups', async () => {
    const documents = [
      { key: 'a', body: { near: ['teniz 2026-10', 'G4'], kind: 'x' } },
      { key: 'b', body: { near: ['dala 2026-10'], kind: 'x' } },
      { key: 'c', body: { near: ['G4'], kind: 'y' } },
      { key: 'd', body: { kind: 'x' } },
    ];
    await liveGeneration({ upserts: documents });
    const keys = async (options: Parameters<ReadModel['list']>[1]) =>
      (await model.list('p', options)).items.map(({ key }) => key);
    expect(await keys({ near: ['G4', 'dala 2026-10'] })).toEqual(['a', 'b', 'c']);
    expect(await keys({ near: ['G4', 'no such'], where: { kind: 'x' } })).toEqual(['a']);
    expect(await keys({ near: [] })).toEqual([]);
  });

  it('lists documents between two texts, with some of their fields', async () => {
    const day = (key: string, doneOn: string) => ({ key, body: { doneOn, kind: 'a', rest: { deep: [1] } } });
    await liveGeneration({ upserts: [day('a', '2026-09-01'), day('b', '2026-09-30'), day('c', '2026-10-01')] });
    const list = (from?: string, to?: string) =>
      model.list('p', { between: { field: 'doneOn', from, to }, fields: ['doneOn', 'rest', 'none'], limit: 10 });
    const keys = async (from?: string, to?: string) => (await list(from, to)).items.map(({ key }) => key);
    expect(await keys('2026-09-30', '2026-10-01')).toEqual(['b', 'c']);
    expect(await keys('2026-09-02')).toEqual(['b', 'c']);
    expect(await keys(undefined, '2026-09-30')).toEqual(['a', 'b']);
    expect(await keys('2026-10-02')).toEqual([]);
    const oneOf = { field: 'doneOn', texts: ['2026-10-01', '2026-09-01', 'none'] };
    expect((await model.list('p', { oneOf })).items.map(({ key }) => key)).toEqual(['a', 'c']);
    expect((await model.list('p', { oneOf: { ...oneOf, texts: [] }, limit: 1 })).total).toBe(0);
    expect(await list('2026-10-01')).toEqual({
      items: [{ key: 'c', body: { doneOn: '2026-10-01', rest: { deep: [1] } } }],
      total: 1,
    });
  });

  it('treats pattern characters in a prefix as literal text', async () => {
    await liveGeneration({
      upserts: [
        { key: 'a%/1', body: {} },
        { key: 'ab/1', body: {} },
      ],
    });
    expect((await model.list('p', { prefix: 'a%' })).total).toBe(1);
  });

  it('shows the new documents only after the activation of their generation', async () => {
    await liveGeneration({ upserts: [{ key: 'a', body: { from: 'old' } }] });
    const next = await model.begin('p', 2);
    await write(next, { to: '9', upserts: [{ key: 'a', body: { from: 'new' } }] });
    expect(await model.get('p', 'a')).toEqual({ from: 'old' });
    expect(await model.activate('p', next, accept, noMigration)).toBe(true);
    expect(await model.get('p', 'a')).toEqual({ from: 'new' });
    expect(await model.live('p')).toMatchObject({ generation: next, version: 2, position: '9' });
  });

  it('rejects an activation that `accept` refuses at the live position', async () => {
    await liveGeneration({ to: '4' });
    const next = await model.begin('p', 2);
    const asked: (string | null)[] = [];
    expect(await model.activate('p', next, (position) => (asked.push(position), false), noMigration)).toBe(false);
    expect(asked).toEqual(['4']);
    expect((await model.live('p'))?.version).toBe(1);
  });

  it('migrates documents with the given key ending at the activation', async () => {
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

  it('refuses commits to a replaced generation', async () => {
    const generation = await liveGeneration();
    await model.activate('p', await model.begin('p', 2), accept, noMigration);
    await expect(write(generation, { from: '1', to: '2' })).rejects.toBeInstanceOf(CheckpointConflict);
  });

  it('drops an unfinished generation when the next one begins', async () => {
    const first = await model.begin('p', 1);
    await write(first, { upserts: [{ key: 'a', body: {} }] });
    const second = await model.begin('p', 1);
    await expect(write(first, { from: '1', to: '2' })).rejects.toBeInstanceOf(CheckpointConflict);
    await expect(model.activate('p', first, accept, noMigration)).rejects.toBeInstanceOf(CheckpointConflict);
    for (const generation of [first, second]) expect((await model.documents('p', generation, ['a'])).size).toBe(0);
  });

  it('runs work under one lock per projection until it settles or aborts', async () => {
    const order: string[] = [];
    let finish: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (finish = resolve));
    const first = model.withAdvisoryLock('p', async () => {
      order.push('first begins');
      await gate;
      order.push('first ends');
      throw new Error('failed');
    });
    const second = model.withAdvisoryLock('p', () => Promise.resolve(order.push('second')));
    const waits = new AbortController();
    const third = model.withAdvisoryLock('p', () => Promise.resolve(order.push('third')), waits.signal);
    await model.withAdvisoryLock('q', () => Promise.resolve(order.push('another projection')));
    waits.abort();
    await expect(third).rejects.toThrow();
    finish();
    await expect(first).rejects.toThrow('failed');
    await second;
    expect(order.filter((what) => what !== 'another projection')).toEqual(['first begins', 'first ends', 'second']);
    expect(order.indexOf('another projection')).toBeLessThan(order.indexOf('first ends'));
  });

  it('finds no document for a text that PostgreSQL cannot store', async () => {
    await liveGeneration({ upserts: [{ key: 'a', body: { name: 'a' } }] });
    expect(await model.get('p', 'a\0')).toBeNull();
    expect(await model.list('p', { where: { name: 'a\0' } })).toEqual({ items: [], total: 0 });
    expect(await model.list('p', { prefix: '\0' })).toEqual({ items: [], total: 0 });
    expect(await model.list('p', { where: { name: '\ud800' } })).toEqual({ items: [], total: 0 });
  });

  it('stores parked streams of live generations', async () => {
    const parked = [
      { projection: 'p', stream: 's-1', eventId: 'e', type: 'T', revision: 3, position: '1', error: 'no' },
    ];
    await liveGeneration({ parked });
    expect(await model.parked()).toEqual(parked);
    expect(await model.parked('q')).toEqual([]);
    await model.activate('p', await model.begin('p', 2), accept, noMigration);
    expect(await model.parked()).toEqual([]);
  });

  it('reads a generation and its documents at one moment', async () => {
    expect(await model.snapshot('p')).toBeNull();
    const generation = await liveGeneration({ upserts: [{ key: 'a', body: { n: 1 } }] });
    const snapshot = await model.snapshot('p');
    expect(snapshot?.generation).toMatchObject({ generation, position: '1' });
    expect(snapshot?.documents).toEqual(new Map([['a', { n: 1 }]]));
  });

  it('reads a snapshot by keys and lists all live generations', async () => {
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

  describe('lease', () => {
    const clients: LeaseClient[] = [];
    const connect = () => {
      const notices: (CheckpointMoved | 'released')[] = [];
      const client = model.leaseClient({
        onCheckpointMoved: (moves) => notices.push(...moves),
        onLeaseReleased: () => notices.push('released'),
      });
      clients.push(client);
      return { client, notices };
    };
    const until = async <T>(what: () => T | null | Promise<T | null>): Promise<T> => {
      for (const end = Date.now() + 20_000; ;) {
        const found = await what();
        if (found !== null) return found;
        if (Date.now() > end) throw new Error('timed out');
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    };
    const leased = (generation: number, from: string, to: string, lease: Lease) =>
      model.commit(
        [{ projection: 'p', generation, from, to, ...nothing, upserts: [{ key: 'by', body: lease }] }],
        lease,
      );

    afterEach(async () => {
      await Promise.all(clients.splice(0).map((client) => client.release()));
    });

    it('is exclusive, notifies others of its release and raises the epoch', async () => {
      const [one, other] = [connect(), connect()];
      const first = await until(() => one.client.acquire());
      expect(await other.client.acquire()).toBeNull();
      expect(await one.client.renew(first)).toBe(true);
      await one.client.release();
      await until(() => (other.notices.includes('released') ? true : null));
      const second = await other.client.acquire();
      expect(second!.epoch).toBeGreaterThan(first.epoch);
      expect(await one.client.renew(first)).toBe(false);
      expect(await one.client.acquire()).toBeNull();
    });

    it('notifies every client of leased commits, not of rebuilds', async () => {
      const generation = await liveGeneration();
      const [one, other] = [connect(), connect()];
      const lease = await until(() => one.client.acquire());
      await other.client.acquire();
      await leased(generation, '1', '2', lease);
      await write(generation, { from: '2', to: '3' });
      await leased(generation, '3', '4', lease);
      await until(() => (other.notices.length >= 2 ? true : null));
      expect(other.notices.map((moved) => moved !== 'released' && [moved.projection, moved.from, moved.to])).toEqual([
        ['p', '1', '2'],
        ['p', '3', '4'],
      ]);
    });

    it('expires without renewal and then refuses writes of the previous owner', async () => {
      const generation = await liveGeneration();
      const [paused, other] = [connect(), connect()];
      const old = await until(() => paused.client.acquire());
      await leased(generation, '1', '2', old);
      const lease = await until(() => other.client.acquire());
      await expect(leased(generation, '2', '3', old)).rejects.toBeInstanceOf(LeaseLost);
      expect([await model.get('p', 'by'), (await model.live('p'))?.position]).toEqual([old, '2']);
      expect(await paused.client.renew(old)).toBe(false);
      await leased(generation, '2', '3', lease);
      expect(await model.get('p', 'by')).toEqual(lease);
    }, 30_000);
  });
}
