import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { History } from '../../projections/standings/standings.fixture.js';
import type { Rulebook } from '../../src/events/rulebook.js';
import type { Board } from '../../projections/standings/standings.contract.js';

export interface ScoringCase {
  name: string;
  colleges: { id: string; nameKk: string; students: number }[];
  steps: ScoringStep[];
  expected: Record<
    'true' | 'public',
    Record<Board, { college: string; rank: number; points: number; per100?: unknown }[]>
  >;
}

export type ScoringStep =
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

/** The cases of the file that SCORING_CASES names, else of the project's own copy. */
export function scoringCases(): ScoringCase[] {
  const file = process.env.SCORING_CASES ?? join(__dirname, '../samples/scoring-cases.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { cases: ScoringCase[] }).cases;
}

/** The history that a case tells. */
export function playScoringCase({ colleges, steps }: ScoringCase): History {
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
