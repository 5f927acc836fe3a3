import { UnreadablePosition } from '../event-store/event-store.js';
import { CheckpointWaiters } from './waiters.js';

function compare(a: string, b: string): number {
  for (const one of [a, b]) if (!/^\d+$/.test(one)) throw new UnreadablePosition(`${one} is no position`);
  return Number(a) - Number(b);
}

describe('those who wait for a position', () => {
  it('are let go as soon as it is reached, and told when it was not', async () => {
    const waiters = new CheckpointWaiters(compare);
    const [soon, late] = [waiters.waitFor('2', 5_000), waiters.waitFor('9', 10)];
    waiters.advance('3');
    expect(await Promise.all([soon, late, waiters.waitFor('3', 0)])).toEqual([true, false, true]);
  });

  it('are refused at once when it is none, also before anything is projected: it must not harm who projects', async () => {
    const waiters = new CheckpointWaiters(compare);
    await expect(async () => waiters.waitFor('1-2', 1_000)).rejects.toBeInstanceOf(UnreadablePosition);
    expect(() => waiters.advance('1')).not.toThrow();
  });
});
