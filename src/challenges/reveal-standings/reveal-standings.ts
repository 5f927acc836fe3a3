import type { ChallengeEvent } from '../../events/challenge.events.js';
import { DomainError } from '../../event-store/domain-error.js';
import { ChallengeCommand, type ChallengeState, requireChallenge } from '../challenge.js';

export class RevealStandings extends ChallengeCommand {}

/** The ceremony may come before or after the final. */
export function revealStandings({ challengeId }: { challengeId: string }, state: ChallengeState): ChallengeEvent[] {
  const challenge = requireChallenge(state);
  if (challenge.status === 'announced')
    throw new DomainError('conflict', 'CHALLENGE_NOT_OPEN_YET', { opensOn: challenge.opensOn });
  return challenge.frozen ? [{ type: 'StandingsRevealed', data: { challengeId } }] : [];
}
