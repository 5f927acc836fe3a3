import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rulebook } from '../../src/events/rulebook.js';
import type { Audience, Board } from '../../src/leaderboard/standings.contract.js';
import { History } from './standings.fixture.js';
import { boardOf } from './views.js';

interface Case {
  name: string;
  colleges: { id: string; nameKk: string; students: number }[];
  steps: Step[];
  expected: Record<
    'true' | 'public',
    Record<Board, { college: string; rank: number; points: number; per100?: unknown }[]>
  >;
}

type Step =
  | { do: 'publish'; version: number; retroactive: boolean; rules: Rulebook }
  | { do: 'open' }
  | { do: 'freeze' }
  | { do: 'reveal' }
  | { do: 'submit'; action: string; college: string; kind: string; doneOn: string; on: string }
  | { do: 'approve'; action: string; verified: Record<string, number> }
  | { do: 'correct'; action: string; verified: Record<string, number> }
  | { do: 'reject'; action: string }
  | { do: 'revoke'; action: string }
  | { do: 'withdraw'; action: string }
  | { do: 'adjust'; college: string; points: number }
  | { do: 'withdrawCollege'; college: string };

const file = process.env.SCORING_CASES ?? join(__dirname, '../../test/samples/scoring-cases.json');
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[] };

function play({ colleges, steps }: Case): History {
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

function boardsOf(one: Case, audience: Audience) {
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
