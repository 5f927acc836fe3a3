import type { ChallengeState } from '../challenges/index.js';
import type { ActionEvent } from '../events/action.events.js';
import type { Verified } from '../events/values.js';
import type { SubmittedAction } from './action.js';
import { sameMetrics } from './metrics.js';

export interface ReviewFacts {
  challenge: ChallengeState;
  /** What the action brings with these numbers under the rules it is judged by, before all limits that look at other actions. */
  pointsOf: (action: SubmittedAction, verified: Verified) => number;
}

interface Endorsing {
  verified: Verified;
  decision: 'approve' | 'correct';
  reviewer: string;
}

const agrees = ({ endorsement: first }: SubmittedAction, { verified, decision }: Endorsing) =>
  first?.decision === decision && sameMetrics(first.verified, verified);

/** The first of two is this very yes, by the same reviewer. */
export const alreadyEndorsed = (action: SubmittedAction, wanted: Endorsing): boolean =>
  agrees(action, wanted) && action.endorsement?.reviewer === wanted.reviewer;

/**
 * What a yes amounts to: it counts, or it is the first of two. A yes with other numbers than the first one is a new first yes, so that two
 * reviewers who differ never block each other.
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
