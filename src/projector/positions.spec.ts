import { Positions } from './positions.js';

describe('positions of projections', () => {
  let positions: Positions;

  beforeEach(() => {
    positions = new Positions((a, b) => Number(a) - Number(b));
  });

  it('are at the beginning as long as one projection is', () => {
    expect(positions.lowest()).toBeNull();
    positions.move('standings', '7');
    positions.move('colleges', null);
    expect(positions.lowest()).toBeNull();
  });

  it('are where the projection is that is furthest behind', () => {
    positions.move('standings', '10');
    positions.move('colleges', '9');
    expect(positions.lowest()).toBe('9');
  });

  it('advance, and are not moved back by what is told late', () => {
    positions.advance('standings', '7');
    positions.advance('standings', '10');
    for (const late of ['9', null]) positions.advance('standings', late);
    expect(positions.lowest()).toBe('10');
  });

  it('tell who waits as soon as every projection is there', async () => {
    positions.move('standings', '10');
    positions.move('colleges', '9');
    positions.tell();
    const reached = positions.waiters.wait('10', 60_000);
    positions.move('colleges', '10');
    positions.tell();
    expect(await reached).toBe(true);
  });
});
