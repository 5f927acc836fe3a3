import { slopeOf } from '../../bench/harness.js';

describe('slopeOf', () => {
  const line = (length: number, y: (x: number) => number) => Array.from({ length }, (_, x) => ({ x, y: y(x) }));

  it('is exact for a line', () => {
    expect(slopeOf(line(10, (x) => 3 * x + 5))).toEqual({ middle: 3, low: 3, high: 3 });
  });

  it('ignores an outlier', () => {
    expect(slopeOf(line(21, (x) => (x === 4 ? 1e9 : 2 * x))).middle).toBe(2);
  });

  it('has an interval around zero where points only scatter', () => {
    const { low, high } = slopeOf(line(40, (x) => (x * 7919) % 13));
    expect(low).toBeLessThan(0);
    expect(high).toBeGreaterThan(0);
  });

  it('has an interval above zero where points rise', () => {
    expect(slopeOf(line(40, (x) => x + ((x * 7919) % 13))).low).toBeGreaterThan(0);
  });
});
