import { rulesOf } from '../../projections/standings/scoring.js';
import { scoreAction } from '../../projections/standings/scoring.js';
import type { ChallengeState } from '../challenges/index.js';
import type { ReviewFacts } from './four-eyes.js';

/** Points of single actions of a challenge, by the same function that makes the standings. */
export function pointsIn(challenge: ChallengeState): ReviewFacts['pointsOf'] {
  const rules = rulesOf(challenge.status === 'none' ? [] : challenge.rulebooks);
  return ({ claim: { kind, doneOn }, submittedOn, rulebookVersion, disputed }, verified) => {
    const nothing = { revision: 0, endorsed: false, evidence: [], decision: null };
    return scoreAction(
      { ...nothing, kind, doneOn, submittedOn, rulebookVersion, disputed, verified, status: 'approved' },
      rules,
    ).points;
  };
}
