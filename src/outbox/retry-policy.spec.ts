import { channelRestMs, MOST_ATTEMPTS, nextAttemptMs } from './retry-policy.js';

describe('Retry policy', () => {
  it('waits longer after each failure, at most an hour', () => {
    const waits = Array.from({ length: MOST_ATTEMPTS - 1 }, (_, n) => nextAttemptMs(n + 1, 'temporary')!);
    expect(waits[0]).toBeGreaterThanOrEqual(30_000);
    expect(waits.at(-1)).toBeGreaterThan(waits[0]!);
    expect(Math.max(...waits)).toBeLessThanOrEqual(3_600_000);
    expect(waits.reduce((sum, ms) => sum + ms)).toBeGreaterThan(12 * 3_600_000);
  });

  it('gives an item up after the last attempt or a final refusal', () => {
    expect(nextAttemptMs(MOST_ATTEMPTS, 'temporary')).toBeNull();
    expect(nextAttemptMs(1, 'undeliverable')).toBeNull();
  });

  it('lets a channel rest at most five minutes', () => {
    expect(channelRestMs(0)).toBeLessThan(5_000);
    expect(channelRestMs(50)).toBeLessThanOrEqual(300_000);
  });
});
