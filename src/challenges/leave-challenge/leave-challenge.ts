import type { ChallengeEvent } from '../../events/challenge.events.js';
import { ChallengeCommand, type ChallengeState, requireRunning } from '../challenge.js';
import { entrantIn } from '../entrant.js';

type Leaving = Extract<ChallengeEvent, { type: 'CollegeLeft' }>['data'];

export class LeaveChallenge extends ChallengeCommand<Leaving> {}

export function leaveChallenge(input: Leaving, state: ChallengeState): ChallengeEvent[] {
  const challenge = requireRunning(state);
  if (challenge.left.has(input.collegeId)) return [];
  entrantIn(challenge, input.collegeId);
  return [{ type: 'CollegeLeft', data: { ...input } }];
}
