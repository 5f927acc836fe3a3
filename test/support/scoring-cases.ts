import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rulebook } from '../../src/events/rulebook.js';
import type { Board } from '../../src/leaderboard/standings.contract.js';

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
