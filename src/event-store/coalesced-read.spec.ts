import { CoalescedRead } from './coalesced-read.js';

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
});
