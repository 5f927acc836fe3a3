import { MinuteCounts } from './minute-counts.js';

describe('what may be asked in a minute', () => {
  test('is counted for each by itself, and the one above the limit is told how long to wait', () => {
    let now = 1_000;
    const counts = new MinuteCounts(2, () => now);
    expect([counts.add('a'), counts.add('a'), counts.add('b')]).toEqual([0, 0, 0]);
    now += 20_000;
    expect(counts.add('a')).toBe(40_000);
    expect(counts.add('b')).toBe(0);
  });

  test('begins anew with the next minute', () => {
    let now = 0;
    const counts = new MinuteCounts(1, () => now);
    expect([counts.add('a'), counts.add('a')]).toEqual([0, 60_000]);
    now += 60_000;
    expect([counts.add('a'), counts.add('a')]).toEqual([0, 60_000]);
  });
});
