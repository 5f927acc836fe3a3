import { UnreadablePosition } from '../event-store/event-store.js';
import { Checkpoints } from './checkpoints.js';

function compare(a: string, b: string): number {
  for (const one of [a, b]) if (!/^\d+$/.test(one)) throw new UnreadablePosition(`${one} is no position`);
  return Number(a) - Number(b);
}

describe('Checkpoints', () => {
  let checkpoints: Checkpoints;

  beforeEach(() => {
    checkpoints = new Checkpoints(compare);
  });

  it('has no lowest position while one projection has no checkpoint', () => {
    expect(checkpoints.lowest()).toBeNull();
    checkpoints.set('standings', '7');
    checkpoints.set('colleges', null);
    expect(checkpoints.lowest()).toBeNull();
  });

  it('returns the position of the projection that is furthest behind', () => {
    checkpoints.set('standings', '10');
    checkpoints.set('colleges', '9');
    expect(checkpoints.lowest()).toBe('9');
  });

  it('never moves back on a late notice', () => {
    checkpoints.advance('standings', '7');
    checkpoints.advance('standings', '10');
    for (const late of ['9', null]) checkpoints.advance('standings', late);
    expect(checkpoints.lowest()).toBe('10');
  });

  it('resolves waiters when every projection has reached the position', async () => {
    checkpoints.set('standings', '10');
    checkpoints.set('colleges', '9');
    checkpoints.notifyWaiters();
    const reached = checkpoints.waitFor('10', 60_000);
    checkpoints.set('colleges', '10');
    checkpoints.notifyWaiters();
    expect(await reached).toBe(true);
  });

  it('resolves true at the position and false after the timeout', async () => {
    const [soon, late] = [checkpoints.waitFor('2', 5_000), checkpoints.waitFor('9', 10)];
    checkpoints.set('standings', '3');
    checkpoints.notifyWaiters();
    expect(await Promise.all([soon, late, checkpoints.waitFor('3', 0)])).toEqual([true, false, true]);
  });

  it('rejects an unreadable position at once and keeps the others waiting', async () => {
    await expect(async () => checkpoints.waitFor('1-2', 1_000)).rejects.toBeInstanceOf(UnreadablePosition);
    checkpoints.set('standings', '1');
    expect(() => checkpoints.notifyWaiters()).not.toThrow();
  });
});
