import fc from 'fast-check';
import { claimed } from './claims.fixture.js';
import { nearKeysOf, neighbourKeysOf, overlapKeysOf } from './near-keys.js';

const START = Date.parse('2026-01-20');
const dayOf = (number: number) => new Date(START + number * 86_400_000).toISOString().slice(0, 10);
const span = (id: string, [from, days]: [number, number]) =>
  claimed(id, { doneFrom: days === 0 ? null : dayOf(from), doneOn: dayOf(from + days) });

describe('near keys', () => {
  it('find every claim of the college whose days overlap', () => {
    const days = fc.tuple(fc.nat(80), fc.oneof(fc.nat(9), fc.nat(70)));
    fc.assert(
      fc.property(days, days, (one, other) => {
        const isOverlapping = one[0] <= other[0] + other[1] && other[0] <= one[0] + one[1];
        const there = new Set(nearKeysOf(span('b', other)));
        const isFound = overlapKeysOf(span('a', one), 'teniz').some((key) => there.has(key));
        if (isOverlapping) expect(isFound).toBe(true);
      }),
      { seed: 20261130, numRuns: 2_000 },
    );
  });

  it('leave out claims of other days and colleges', () => {
    const here = neighbourKeysOf(claimed('a'), ['teniz', 'merged']);
    const isFound = (changes: object) => nearKeysOf(claimed('b', changes)).some((key) => here.includes(key));
    expect([{}, { collegeId: 'merged', kind: 'G2' }, { collegeId: 'dala' }].map(isFound)).toEqual([true, true, true]);
    const apart = [
      { doneOn: '2026-10-11' },
      { collegeId: 'dala', kind: 'G2' },
      { collegeId: 'dala', doneOn: '2026-10-11' },
    ];
    expect(apart.map(isFound)).toEqual([false, false, false]);
  });

  it('stay few for an action of a whole season', () => {
    expect(nearKeysOf(claimed('a', { doneFrom: '2026-01-01', doneOn: '2026-12-31' }))).toHaveLength(25);
    expect(nearKeysOf(claimed('a', { doneFrom: '2026-10-04', doneOn: '2026-10-10' }))).toHaveLength(9);
  });
});
