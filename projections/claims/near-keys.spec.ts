import fc from 'fast-check';
import { claimed, flagged } from './claims.fixture.js';
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

  it('give a claim the same flags as all claims together', () => {
    const some = fc.record({
      collegeId: fc.constantFrom('teniz', 'dala'),
      challengeId: fc.constantFrom('green-2026', 'amal-2026'),
      kind: fc.constantFrom('G1', 'G4', 'G4b'),
      status: fc.constantFrom('submitted', 'approved', 'rejected', 'withdrawn'),
      days: fc.tuple(fc.nat(5), fc.constantFrom(0, 0, 0, 2, 9)),
      claimed: fc.record({ trees: fc.nat(2), livingTrees: fc.nat(3) }, { requiredKeys: [] }),
      partners: fc.constantFrom([], ['dala'], ['teniz']),
      submittedAt: fc.constantFrom('2026-02-01', '2026-02-02'),
    });
    const raised = new Set<string>();
    fc.assert(
      fc.property(fc.array(some, { minLength: 2, maxLength: 12 }), (all) => {
        const claims = all.map(({ days: [from, length], status, ...rest }, place) =>
          claimed(`a${place}`, {
            ...{ ...rest, status: status as 'submitted' },
            ...{ doneFrom: length === 0 ? null : dayOf(from), doneOn: dayOf(from + length) },
            verified: status === 'approved' ? (rest.claimed as Record<string, number>) : null,
          }),
        );
        for (const claim of claims) {
          const keys = neighbourKeysOf(claim, [claim.collegeId]);
          const near = claims.filter((one) => one !== claim && one.near.some((key) => keys.includes(key)));
          const flags = flagged(claim, claims.filter((one) => one !== claim).reverse());
          for (const { code } of flags) raised.add(code);
          expect(flagged(claim, near)).toEqual(flags);
        }
      }),
      { seed: 20261130, numRuns: 500 },
    );
    expect([...raised].sort()).toEqual([
      'joint-action-in-full',
      'many-kinds-one-day',
      'more-living-trees-than-planted',
      'overlapping-days',
      'rejected-before',
      'same-in-another-challenge',
      'same-kind-same-day',
    ]);
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
