import { setTimeout as pause } from 'node:timers/promises';
import { PageCache } from './page-cache.js';

describe('PageCache', () => {
  it('renders a page once for all that ask within a second', async () => {
    const cache = new PageCache();
    let rendered = 0;
    const render = async () => `page ${(rendered += 1)}`;
    const [first, second, other] = await Promise.all([
      cache.get('a', render),
      cache.get('a', render),
      cache.get('b', render),
    ]);
    expect([String(first), first === second, String(other)]).toEqual(['page 1', true, 'page 2']);
    await pause(1_050);
    expect(String(await cache.get('a', render))).toBe('page 3');
  });

  it('renders again after a failure', async () => {
    const cache = new PageCache();
    await expect(cache.get('a', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect(String(await cache.get('a', async () => 'up'))).toBe('up');
  });
});
