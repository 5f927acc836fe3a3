import type { ChallengeEvent } from '../../events/challenge.events.js';
import { DomainError } from '../../event-store/domain-error.js';
import { ChallengeCommand, type ChallengeState, requireChallenge } from '../challenge.js';

export class CancelChallenge extends ChallengeCommand<{ challengeId: string; reason: string }> {}

/** Final results are reopened before they can be cancelled. */
export function cancelChallenge(
  { challengeId, reason }: CancelChallenge['input'],
  state: ChallengeState,
): ChallengeEvent[] {
  if (state.status === 'cancelled') return [];
  if (requireChallenge(state).status === 'final') throw new DomainError('conflict', 'CHALLENGE_FINAL');
  return [{ type: 'ChallengeCancelled', data: { challengeId, reason } }];
}
