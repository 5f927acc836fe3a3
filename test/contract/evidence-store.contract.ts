import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { BadEvidenceKey, type EvidenceStore, type StoredKey } from '../../src/evidence/store/evidence-store.js';

/** The contract of every evidence store. `open` returns an empty one. */
export function evidenceStoreContract(open: () => Promise<EvidenceStore>): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'qorzhyn-evidence-contract-'));
  let store: EvidenceStore;

  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function fileOf(content: Buffer | string, name = 'file'): string {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return file;
  }
  const read = async (key: string, first?: number, last?: number) => {
    const opened = await store.open(key, first === undefined ? undefined : { first, last: last! });
    return opened && { size: opened.size, text: (await buffer(opened.stream)).toString('latin1') };
  };
  const listed = async () => {
    const all: StoredKey[] = [];
    for await (const one of store.keys()) all.push(one);
    return all.sort((a, b) => (a.key < b.key ? -1 : 1));
  };

  it('returns the bytes of a file and null for a missing one', async () => {
    await store.put('01-first', fileOf('photo'));
    expect(await read('01-first')).toEqual({ size: 5, text: 'photo' });
    expect(await read('01-second')).toBeNull();
    expect(await store.open('01-second', { first: 0, last: 1 })).toBeNull();
  });

  it('stores three megabytes byte by byte', async () => {
    const large = Buffer.from(Array.from({ length: 3_000_001 }, (_, n) => (n * 7919) % 256));
    await store.put('large', fileOf(large));
    const opened = await store.open('large');
    expect((await buffer(opened!.stream)).equals(large)).toBe(true);
  });

  it('stores a file without bytes', async () => {
    await store.put('empty', fileOf(''));
    expect(await read('empty')).toEqual({ size: 0, text: '' });
  });

  it('returns a range, cut at the end of the file', async () => {
    await store.put('a', fileOf('0123456789'));
    expect(await read('a', 2, 4)).toEqual({ size: 10, text: '234' });
    expect(await read('a', 8, 99)).toEqual({ size: 10, text: '89' });
    expect(await read('a', 10, 12)).toEqual({ size: 10, text: '' });
  });

  it('replaces a file whole when it is put again', async () => {
    await store.put('a', fileOf('the longer first content'));
    await store.put('a', fileOf('second'));
    expect(await read('a')).toEqual({ size: 6, text: 'second' });
    expect(await listed()).toHaveLength(1);
  });

  it('keeps one whole file of concurrent writes to a key', async () => {
    const contents = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(200_000));
    await Promise.all(contents.map((content, n) => store.put('same', fileOf(content, `file-${n}`))));
    expect(contents).toContain((await read('same'))!.text);
  });

  it('does not change the local file and does not follow its changes', async () => {
    const file = fileOf('before');
    await store.put('a', file);
    writeFileSync(file, 'later!');
    expect((await read('a'))!.text).toBe('before');
  });

  it('deletes a file once, and nothing else', async () => {
    await store.put('a', fileOf('one'));
    await store.put('a-1', fileOf('two'));
    expect(await store.delete('a')).toBe(true);
    expect(await store.delete('a')).toBe(false);
    expect(await read('a')).toBeNull();
    expect((await read('a-1'))!.text).toBe('two');
  });

  it('lists every key with its size and time, over several pages', async () => {
    const keys = Array.from({ length: 11 }, (_, n) => `key-${String(n).padStart(2, '0')}`);
    const started = Date.now();
    for (const [n, key] of keys.entries()) await store.put(key, fileOf('x'.repeat(n)));
    const found = await listed();
    expect(found.map(({ key, size }) => [key, size])).toEqual(keys.map((key, n) => [key, n]));
    for (const { storedAt } of found) expect(Math.abs(storedAt.getTime() - started)).toBeLessThan(60_000);
  });

  it.each(['', '../secret', 'a/b', 'A', 'a.b', '-a', 'a\u0000', 'ә', 'x'.repeat(65)])(
    'refuses the key %j at every door',
    async (key) => {
      const file = fileOf('content');
      for (const call of [() => store.put(key, file), () => store.open(key), () => store.delete(key)])
        await expect(call()).rejects.toBeInstanceOf(BadEvidenceKey);
      expect(await listed()).toEqual([]);
    },
  );

  it('stores nothing of a local file that is missing', async () => {
    await expect(store.put('a', path.join(folder, 'missing'))).rejects.toThrow();
    expect(await read('a')).toBeNull();
    expect(await listed()).toEqual([]);
  });

  it('has room for a photo and sweeps no finished file', async () => {
    await store.put('a', fileOf('content'));
    expect(await store.hasRoomFor(1_000_000)).toBe(true);
    expect(await store.sweep(new Date(Date.now() + 10 * 86_400_000))).toBe(0);
    expect((await read('a'))!.text).toBe('content');
  });
}
