import type { ChallengeEvent } from '../../events/challenge.events.js';
import { ChallengeCommand, type ChallengeState, requireRunning } from '../challenge.js';
import { entrantIn } from '../entrant.js';

export interface Leaving {
  challengeId: string;
  collegeId: string;
}

export class LeaveChallenge extends ChallengeCommand<Leaving> {}

export function leaveChallenge({ challengeId, collegeId }: Leaving, state: ChallengeState): ChallengeEvent[] {
  const challenge = requireRunning(state);
  if (challenge.left.has(collegeId)) return [];
  entrantIn(challenge, collegeId);
  return [{ type: 'CollegeLeft', data: { challengeId, collegeId } }];
}
