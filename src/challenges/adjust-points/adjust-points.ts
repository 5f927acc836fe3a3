import type { ChallengeEvent } from '../../events/challenge.events.js';
import type { VaultRef } from '../../events/values.js';
import { ChallengeCommand, type ChallengeState, requireRunning } from '../challenge.js';
import { entrantIn } from '../entrant.js';

export interface Adjustment {
  challengeId: string;
  collegeId: string;
  /** Added to the college's sum; may be negative. */
  points: number;
  reason: string;
}

export class AdjustPoints extends ChallengeCommand<Adjustment> {}

/** Two equal adjustments are two adjustments; only the request's key tells a repeat. Nothing to add = nothing happens. */
export function adjustPoints(input: Adjustment, state: ChallengeState, note: VaultRef | null): ChallengeEvent[] {
  entrantIn(requireRunning(state), input.collegeId);
  return input.points === 0 ? [] : [{ type: 'PointsAdjusted', data: { ...input, note } }];
}
