import { backOff } from './back-off.js';

describe('Back-off', () => {
  const longest = () => 1;
  const shortest = () => 0;

  it('doubles from a second to a quarter of a minute', () => {
    expect([1, 2, 3, 4, 5, 6, 20].map((failures) => backOff(failures, longest))).toEqual([
      1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000,
    ]);
  });

  it('slows down to a minute when the network is away for long', () => {
    expect(backOff(21, longest)).toBe(60_000);
    expect(backOff(5_000, longest)).toBe(60_000);
  });

  it('varies by a quarter, so that phones of one room part', () => {
    expect(backOff(1, shortest)).toBe(750);
  });
});
