import { CoalescedRead } from './coalesced-read.js';
import { StoreUnavailable } from './event-store.js';

const moment = () => new Promise((resolve) => setImmediate(resolve));

describe('CoalescedRead', () => {
  let ends: ((error?: Error) => void)[];
  let read: CoalescedRead;
  beforeEach(() => {
    ends = [];
    read = new CoalescedRead(
      () => new Promise((resolve, reject) => ends.push((error) => (error ? reject(error) : resolve()))),
    );
  });

  it('shares one read among callers that come during another', async () => {
    const first = read.run();
    await moment();
    const later = [read.run(), read.run(), read.run()];
    await moment();
    expect(ends).toHaveLength(1);
    ends[0]!();
    await first;
    await moment();
    expect(ends).toHaveLength(2);
    ends[1]!();
    await Promise.all(later);
  });

  it('rejects all callers of a failed read and reads again', async () => {
    const shared = [read.run(), read.run()];
    await moment();
    ends[0]!(new Error('gone'));
    for (const one of shared) await expect(one).rejects.toThrow('gone');
    const next = read.run();
    await moment();
    expect(ends).toHaveLength(2);
    ends[1]!();
    await next;
  });

  it.each([
    ['fails waiting callers', new StoreUnavailable('away'), 1],
    ['serves waiting callers', new Error('refused'), 2],
  ])('%s when the read ends with %s', async (_, error, reads) => {
    const first = read.run();
    await moment();
    const waiting = Promise.allSettled([read.run(), read.run()]);
    ends[0]!(error);
    await expect(first).rejects.toThrow(error);
    await moment();
    expect(ends).toHaveLength(reads);
    ends[1]?.();
    const status = reads === 1 ? 'rejected' : 'fulfilled';
    expect((await waiting).map((one) => one.status)).toEqual([status, status]);
  });

  it('reads again after the store was away', async () => {
    const first = read.run();
    await moment();
    ends[0]!(new StoreUnavailable('away'));
    await expect(first).rejects.toThrow('away');
    const next = read.run();
    await moment();
    ends[1]!();
    await expect(next).resolves.toBeUndefined();
  });
});
