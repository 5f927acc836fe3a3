import type { ChallengeEvent } from '../../events/challenge.events.js';
import type { VaultRef } from '../../events/values.js';
import { ChallengeCommand, type ChallengeState, ownerIn, requireRunning, type RunningChallenge } from '../challenge.js';
import { entrantIn } from '../entrant.js';

export interface Adjustment {
  challengeId: string;
  /** Tells a repeat; also the id of the proposal, when a second organiser is needed. */
  adjustmentId: string;
  collegeId: string;
  /** Added to the college's sum; may be negative. */
  points: number;
  reason: string;
}

export class AdjustPoints extends ChallengeCommand<Adjustment, { adjustmentId: string | null }> {}

/** An organiser who adjusts points, or confirms an adjustment. */
export interface Adjuster {
  by: string;
  /** The account ever had the college, or one that it came from. */
  isParty: boolean;
  /** The account is said to belong to no college, and no other organiser has confirmed that. */
  unconfirmed: boolean;
}

/** Two equal adjustments are two adjustments; only id and key of the request tell a repeat. Nothing to add = nothing happens. */
export function adjustPoints(
  { adjustmentId, ...input }: Adjustment,
  state: ChallengeState,
  { note, ...adjuster }: Adjuster & { note: VaultRef | null },
): ChallengeEvent[] {
  const challenge = requireRunning(state);
  entrantIn(challenge, input.collegeId);
  if (input.points === 0 || challenge.adjustments.has(adjustmentId)) return [];
  const type = needsSecondOrganiser(challenge, input, adjuster) ? 'AdjustmentProposed' : 'PointsAdjusted';
  return [{ type, data: { ...input, note, adjustmentId } }];
}

/**
 * The limit holds for the sum that one organiser moves alone, so that small steps are no way around it. An organiser of the college, or
 * an unconfirmed one, moves nothing alone.
 */
function needsSecondOrganiser(
  challenge: RunningChallenge,
  { collegeId, points }: Pick<Adjustment, 'collegeId' | 'points'>,
  { by, isParty, unconfirmed }: Adjuster,
): boolean {
  const from = challenge.secondOrganiserFrom;
  if (from === undefined) return false;
  if (isParty || unconfirmed) return true;
  const alone = [...challenge.adjustments.values()]
    .filter((one) => one.state === 'made' && one.confirmedBy === null && one.by === by)
    .filter((one) => ownerIn(challenge, one.collegeId) === collegeId)
    .reduce((sum, one) => sum + one.points, 0);
  return Math.max(Math.abs(points), Math.abs(alone + points)) >= from;
}
