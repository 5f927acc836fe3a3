import type { Audience, Board } from './standings.contract.js';
import { playScoringCase, scoringCases, type ScoringCase } from '../../test/support/scoring-cases.js';
import { boardOf } from './standings.queries.js';

const cases = scoringCases();

function boardsOf(one: ScoringCase, audience: Audience) {
  const state = playScoringCase(one).fold();
  const rows = (board: Board) =>
    boardOf(state, audience, board).rows.map(({ collegeId, rank, points, per100 }) => ({
      college: collegeId,
      rank,
      points,
      ...(per100 && { per100 }),
    }));
  return { total: rows('total'), 'per-100': rows('per-100') };
}

describe('standings, case by case', () => {
  test('there are cases, and their boards are not all alike', () => {
    expect(cases.length).toBeGreaterThan(0);
    expect(new Set(cases.map(({ expected }) => JSON.stringify(expected))).size).toBeGreaterThan(cases.length / 2);
  });

  test.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
    expect(boardsOf(one, 'staff')).toEqual(one.expected.true);
    expect(boardsOf(one, 'public')).toEqual(one.expected.public);
  });
});
