import { rulesOf, scoreAction } from '../../projections/standings/scoring.js';
import type { ChallengeState } from '../challenges/index.js';
import type { ActionEvent } from '../events/action.events.js';
import type { Verified } from '../events/values.js';
import type { SubmittedAction } from './action.js';
import { sameMetrics } from './metrics.js';

export interface ReviewFacts {
  challenge: ChallengeState;
  /** Points of the action with these numbers under its rules, before limits over several actions. */
  pointsOf: (action: SubmittedAction, verified: Verified) => number;
}

interface Endorsing {
  verified: Verified;
  decision: 'approve' | 'correct';
  reviewer: string;
}

const agrees = ({ endorsement: first }: SubmittedAction, { verified, decision }: Endorsing) =>
  first?.decision === decision && sameMetrics(first.verified, verified);

/** True when the first of two endorsements is this one, by the same reviewer. */
export const alreadyEndorsed = (action: SubmittedAction, wanted: Endorsing): boolean =>
  agrees(action, wanted) && action.endorsement?.reviewer === wanted.reviewer;

/**
 * An endorsement counts, or is the first of two. Other numbers make it a new first one: reviewers who differ never block each
 * other.
 */
export function endorse(
  action: SubmittedAction,
  wanted: Endorsing,
  { challenge, pointsOf }: ReviewFacts,
): 'counts' | ActionEvent[] {
  const { verified, decision, reviewer } = wanted;
  const from = challenge.status === 'none' ? undefined : challenge.rulebooks.at(-1)?.rules.secondReviewerFrom;
  if (from === undefined || pointsOf(action, verified) < from) return 'counts';
  if (agrees(action, wanted)) return alreadyEndorsed(action, wanted) ? [] : 'counts';
  return [{ type: 'ActionEndorsed', data: { ...action.ref, verified, reviewer, decision } }];
}

/** Points of single actions of a challenge, by the scoring of the standings. */
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
