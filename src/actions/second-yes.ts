import type { ChallengeState } from '../challenges/index.js';
import type { ActionEvent } from '../events/action.events.js';
import type { Verified } from '../events/values.js';
import type { FiledAction } from './action.js';
import { sameNumbers } from './numbers.js';

export interface ReviewFacts {
  challenge: ChallengeState;
  /** What the action brings with these numbers under the rules it is judged by, before all limits that look at other actions. */
  pointsOf: (action: FiledAction, verified: Verified) => number;
}

interface Yes {
  verified: Verified;
  decision: 'approve' | 'correct';
  reviewer: string;
}

const agrees = ({ endorsement: first }: FiledAction, { verified, decision }: Yes) =>
  first?.decision === decision && sameNumbers(first.verified, verified);

/** The first of two is this very yes, by the same reviewer. */
export const saidBefore = (action: FiledAction, wanted: Yes): boolean =>
  agrees(action, wanted) && action.endorsement?.reviewer === wanted.reviewer;

/**
 * What a yes amounts to: it counts, or it is the first of two. A yes with other numbers than the first one is a new first yes, so that two
 * reviewers who differ never block each other.
 */
export function yes(action: FiledAction, wanted: Yes, { challenge, pointsOf }: ReviewFacts): 'counts' | ActionEvent[] {
  const { verified, decision, reviewer } = wanted;
  const from = challenge.status === 'none' ? undefined : challenge.rulebooks.at(-1)?.rules.secondReviewerFrom;
  if (from === undefined || pointsOf(action, verified) < from) return 'counts';
  if (agrees(action, wanted)) return saidBefore(action, wanted) ? [] : 'counts';
  return [{ type: 'ActionEndorsed', data: { ...action.whose, verified, reviewer, decision } }];
}
