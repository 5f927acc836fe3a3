import type { Claimed } from '../events/values.js';
import { flagsOf } from './sanity-flags.js';

const exactly = (numbers: Record<string, number>): Claimed =>
  Object.fromEntries(
    Object.entries(numbers).map(([metric, value]) => [metric, { value, precision: 'exact' as const }]),
  );
const look = (numbers: Record<string, number>, more: Partial<Parameters<typeof flagsOf>[0]> = {}) =>
  flagsOf({ claimed: exactly(numbers), students: 600, planted: null, twins: 0, ...more });

describe('Sanity flags', () => {
  it('are not raised by usual numbers', () => {
    expect(look({ participants: 20, grams: 600_000, beneficiaries: 50 })).toEqual([]);
    expect(look({ participants: 10, trees: 30 })).toEqual([]);
  });

  it.each([
    ['much-waste-a-person', look({ participants: 20, grams: 2_000_001 })],
    ['many-trees-a-person', look({ participants: 10, trees: 31 })],
    ['more-participants-than-students', look({ participants: 601 })],
    ['many-beneficiaries', look({ beneficiaries: 51 })],
    ['more-living-trees-than-planted', look({ livingTrees: 11 }, { planted: 10 })],
    ['same-kind-same-day', look({}, { twins: 1 })],
  ])('%s', (flag, flags) => {
    expect(flags).toEqual([flag]);
  });

  it('treat a missing number as unknown, not as zero', () => {
    expect(look({ trees: 500 })).toEqual([]);
    expect(look({ participants: 700 }, { students: null })).toEqual([]);
  });
});
