import type { ChallengeEvent } from '../../events/challenge.events.js';
import { ChallengeCommand, type ChallengeState, requireChallenge, requireRunning } from '../challenge.js';

export class FreezeStandings extends ChallengeCommand {}

export function freezeStandings({ challengeId }: { challengeId: string }, state: ChallengeState): ChallengeEvent[] {
  if (requireChallenge(state).frozen) return [];
  requireRunning(state);
  return [{ type: 'StandingsFrozen', data: { challengeId } }];
}
