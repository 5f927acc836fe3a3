import type { Audience, Board } from '../../src/leaderboard/standings.contract.js';
import { scoringCases, type ScoringCase } from '../../test/support/scoring-cases.js';
import { History } from './standings.fixture.js';
import { boardOf } from './views.js';

const cases = scoringCases();

function play({ colleges, steps }: ScoringCase): History {
  const history = new History('c');
  for (const step of steps) {
    if (step.do === 'publish') history.publish(step.rules, { version: step.version, retroactive: step.retroactive });
    else if (step.do === 'open')
      history.open(colleges.map(({ id, nameKk, students }) => ({ id, students, name: nameKk })));
    else if (step.do === 'freeze') history.freeze();
    else if (step.do === 'reveal') history.reveal();
    else if (step.do === 'submit') history.submit(step.action, step.college, step.kind, step.doneOn, step.on);
    else if (step.do === 'approve') history.approve(step.action, step.verified);
    else if (step.do === 'correct') history.correct(step.action, step.verified);
    else if (step.do === 'reject') history.reject(step.action);
    else if (step.do === 'revoke') history.revoke(step.action);
    else if (step.do === 'withdraw') history.withdraw(step.action);
    else if (step.do === 'adjust') history.adjust(step.college, step.points);
    else history.leave(step.college);
  }
  return history;
}

function boardsOf(one: ScoringCase, audience: Audience) {
  const state = play(one).fold();
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
