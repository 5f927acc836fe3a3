import { HashQueue } from './hash-queue.js';

/** Work that lasts until `end` is called. */
function held() {
  const ends: (() => void)[] = [];
  const work = (name: string, order: string[]) => () =>
    new Promise<string>((resolve) => {
      order.push(name);
      ends.push(() => resolve(name));
    });
  return { work, end: async () => (ends.shift()?.(), new Promise(setImmediate)) };
}

describe('HashQueue', () => {
  it('runs two at once, known ones first, others in order of arrival', async () => {
    const [queue, order, { work, end }] = [new HashQueue(2), [] as string[], held()];
    const all = ['a', 'b', 'c', 'd'].map((name) => queue.run(work(name, order)));
    all.push(queue.run(work('known', order), true));
    await new Promise(setImmediate);
    expect(order).toEqual(['a', 'b']);
    for (let n = 0; n < 5; n += 1) await end();
    expect(order).toEqual(['a', 'b', 'known', 'c', 'd']);
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd', 'known']);
  });

  it('refuses what would wait long, except known ones, and works again afterwards', async () => {
    const [queue, order, { work, end }] = [new HashQueue(2), [] as string[], held()];
    const all = Array.from({ length: 200 }, (_, n) => queue.run(work(`${n}`, order)).catch((error: Error) => error));
    const known = queue.run(work('known', order), true);
    for (let n = 0; n < 200; n += 1) await end();
    const refused = (await Promise.all(all)).filter((one) => one instanceof Error);
    expect(refused).toHaveLength(200 - 82);
    expect(refused[0]).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS', options: { retryAfterSeconds: 2 } });
    expect(await known).toBe('known');
    await expect(queue.run(() => Promise.resolve('later'))).resolves.toBe('later');
  });

  it('refuses work that waited four seconds for hashes that hang', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
    const [queue, order, { work, end }] = [new HashQueue(2), [] as string[], held()];
    const all = ['a', 'b', 'c'].map((name) => queue.run(work(name, order)).catch((error: Error) => error.message));
    await new Promise(setImmediate);
    jest.advanceTimersByTime(4_001);
    await end();
    await end();
    jest.useRealTimers();
    expect(await Promise.all(all)).toEqual(['a', 'b', 'TOO_MANY_REQUESTS']);
    await expect(queue.run(() => Promise.resolve('later'))).resolves.toBe('later');
  });

  it('goes to the next when one fails', async () => {
    const queue = new HashQueue(2);
    const failing = () => Promise.reject(new Error('no'));
    const all = [failing, failing, failing, () => Promise.resolve(7)].map((work) =>
      queue.run<number>(work).catch((error: Error) => error.message),
    );
    expect(await Promise.all(all)).toEqual(['no', 'no', 'no', 7]);
  });
});
