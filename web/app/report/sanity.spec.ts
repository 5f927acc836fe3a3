import { claimed } from '../../../projections/claims/claims.fixture.js';
import { manyBeneficiaries, manyTrees, muchWaste } from '../../../projections/claims/claim-flags.js';
import { sanityHints } from './sanity.js';

describe('Sanity hints of the form', () => {
  it('are silent for usual numbers', () => {
    expect(sanityHints({ participants: 40, grams: 1_440_000, trees: 120, beneficiaries: 50 }, 40)).toEqual([]);
    expect(sanityHints({ grams: 99_000_000, trees: 900 }, null)).toEqual([]);
  });

  it('name the number that is unusual', () => {
    expect(sanityHints({ participants: 10, grams: 1_000_001, trees: 31 }, 9)).toEqual([
      { metric: 'grams', word: 'muchWaste', n: 100 },
      { metric: 'trees', word: 'manyTrees', n: 3 },
      { metric: 'participants', word: 'manyParticipants', n: 9 },
    ]);
    expect(sanityHints({ beneficiaries: 51 }, null)[0]?.word).toBe('manyBeneficiaries');
  });

  it('appear exactly where the reviewer sees a flag', () => {
    const flags = { muchWaste, manyTrees, manyBeneficiaries };
    for (const participants of [0, 1, 3, 10])
      for (const grams of [0, 100_000, 100_001, 1_000_000, 1_000_001])
        for (const [trees, beneficiaries] of [
          [0, 50],
          [3, 51],
          [4, 0],
          [31, 500],
        ] as const) {
          const numbers = { participants, grams, trees, beneficiaries };
          const claim = claimed('a1', { claimed: numbers });
          const raised = Object.entries(flags).flatMap(([word, flag]) => (flag(claim) ? [word] : []));
          expect([numbers, sanityHints(numbers, null).map(({ word }) => word)]).toEqual([numbers, raised]);
        }
  });
});
