import type { ChallengeEvent } from '../../events/challenge.events.js';
import { ChallengeCommand, type ChallengeState, requireRunning } from '../challenge.js';
import { entrantIn } from '../entrant.js';

export class LeaveChallenge extends ChallengeCommand<{ challengeId: string; collegeId: string }> {}

export function leaveChallenge(
  { challengeId, collegeId }: LeaveChallenge['input'],
  state: ChallengeState,
): ChallengeEvent[] {
  const challenge = requireRunning(state);
  if (challenge.left.has(collegeId)) return [];
  entrantIn(challenge, collegeId);
  return [{ type: 'CollegeLeft', data: { challengeId, collegeId } }];
}
