import type { ChallengeEvent } from '../../events/challenge.events.js';
import { DomainError } from '../../event-store/domain-error.js';
import {
  ChallengeCommand,
  type ChallengeState,
  ownerIn,
  type RecordedAdjustment,
  requireRunning,
  type RunningChallenge,
} from '../challenge.js';
import type { Adjuster } from '../adjust-points/adjust-points.js';
import { entrantIn } from '../entrant.js';

export class ConfirmAdjustment extends ChallengeCommand<{ challengeId: string; adjustmentId: string }> {}
export class DeclineAdjustment extends ChallengeCommand<{
  challengeId: string;
  adjustmentId: string;
  reason: string;
}> {}

/**
 * Another organiser makes the adjustment, who never belonged to the college. Throws forbidden SECOND_ORGANISER_NEEDED,
 * ADJUSTMENT_OF_OWN_COLLEGE, NO_COLLEGE_UNCONFIRMED and conflict ADJUSTMENT_DECIDED.
 */
export function confirmAdjustment(
  { challengeId, adjustmentId }: ConfirmAdjustment['input'],
  state: ChallengeState,
  { by, isParty, unconfirmed }: Adjuster,
): ChallengeEvent[] {
  const challenge = requireRunning(state);
  const { state: stands, by: proposer, confirmedBy: _, ...data } = proposal(challenge, adjustmentId);
  if (stands === 'made') return [];
  if (stands === 'declined') throw new DomainError('conflict', 'ADJUSTMENT_DECIDED');
  if (by === proposer) throw new DomainError('forbidden', 'SECOND_ORGANISER_NEEDED');
  if (isParty) throw new DomainError('forbidden', 'ADJUSTMENT_OF_OWN_COLLEGE');
  if (unconfirmed) throw new DomainError('forbidden', 'NO_COLLEGE_UNCONFIRMED');
  entrantIn(challenge, ownerIn(challenge, data.collegeId));
  return [{ type: 'PointsAdjusted', data: { ...data, challengeId } }];
}

/** Any organiser, also the one who proposed it. */
export function declineAdjustment(input: DeclineAdjustment['input'], state: ChallengeState): ChallengeEvent[] {
  const { state: stands, collegeId } = proposal(requireRunning(state), input.adjustmentId);
  if (stands === 'declined') return [];
  if (stands === 'made') throw new DomainError('conflict', 'ADJUSTMENT_DECIDED');
  return [{ type: 'AdjustmentDeclined', data: { ...input, collegeId } }];
}

/** Throws not-found ADJUSTMENT_UNKNOWN. */
function proposal({ adjustments }: RunningChallenge, adjustmentId: string): RecordedAdjustment {
  const found = adjustments.get(adjustmentId);
  if (!found) throw new DomainError('not-found', 'ADJUSTMENT_UNKNOWN');
  return found;
}
