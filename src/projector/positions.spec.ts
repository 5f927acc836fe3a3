import { Checkpoints } from './positions.js';

describe('positions of projections', () => {
  let positions: Checkpoints;

  beforeEach(() => {
    positions = new Checkpoints((a, b) => Number(a) - Number(b));
  });

  it('are at the beginning as long as one projection is', () => {
    expect(positions.lowest()).toBeNull();
    positions.set('standings', '7');
    positions.set('colleges', null);
    expect(positions.lowest()).toBeNull();
  });

  it('are where the projection is that is furthest behind', () => {
    positions.set('standings', '10');
    positions.set('colleges', '9');
    expect(positions.lowest()).toBe('9');
  });

  it('advance, and are not moved back by what is told late', () => {
    positions.advance('standings', '7');
    positions.advance('standings', '10');
    for (const late of ['9', null]) positions.advance('standings', late);
    expect(positions.lowest()).toBe('10');
  });

  it('tell who waits as soon as every projection is there', async () => {
    positions.set('standings', '10');
    positions.set('colleges', '9');
    positions.notifyWaiters();
    const reached = positions.waiters.waitFor('10', 60_000);
    positions.set('colleges', '10');
    positions.notifyWaiters();
    expect(await reached).toBe(true);
  });
});
