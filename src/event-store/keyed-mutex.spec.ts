import { StoreUnavailable } from './event-store.js';
import { KeyedMutex } from './keyed-mutex.js';

describe('KeyedMutex', () => {
  it('runs work of one key in the order of its arrival', async () => {
    const mutex = new KeyedMutex();
    const seen: string[] = [];
    const work = (name: string) => async () => {
      seen.push(`${name} starts`);
      await new Promise(setImmediate);
      seen.push(`${name} ends`);
    };
    await Promise.all([mutex.run('key', work('a')), mutex.run('key', work('b')), mutex.run('key', work('c'))]);
    expect(seen).toEqual(['a starts', 'a ends', 'b starts', 'b ends', 'c starts', 'c ends']);
  });

  it('runs work of another key at once', async () => {
    const mutex = new KeyedMutex();
    void mutex.run('one', () => new Promise(() => undefined));
    await expect(mutex.run('other', () => Promise.resolve(7))).resolves.toBe(7);
  });

  it('goes to the next work when one fails', async () => {
    const mutex = new KeyedMutex();
    const failed = mutex.run('key', () => Promise.reject(new Error('refused')));
    const next = mutex.run('key', () => Promise.resolve('done'));
    await expect(failed).rejects.toThrow('refused');
    await expect(next).resolves.toBe('done');
  });

  it('rejects waiting work when the store is away, and runs later work', async () => {
    const mutex = new KeyedMutex();
    const [second, third] = [jest.fn(), jest.fn()];
    const all = [
      mutex.run('key', () => Promise.reject(new StoreUnavailable('away'))),
      mutex.run('key', second),
      mutex.run('key', third),
    ];
    for (const one of all) await expect(one).rejects.toThrow('away');
    expect([second.mock.calls, third.mock.calls]).toEqual([[], []]);
    await expect(mutex.run('key', () => Promise.resolve('done'))).resolves.toBe('done');
  });
});
