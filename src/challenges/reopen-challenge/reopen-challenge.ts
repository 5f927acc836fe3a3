import type { ChallengeEvent } from '../../events/challenge.events.js';
import { DomainError } from '../../event-store/domain-error.js';
import { ChallengeCommand, type ChallengeState, requireChallenge } from '../challenge.js';

export class ReopenChallenge extends ChallengeCommand<{ challengeId: string; reason: string }> {}

export function reopenChallenge(
  { challengeId, reason }: ReopenChallenge['input'],
  state: ChallengeState,
): ChallengeEvent[] {
  const challenge = requireChallenge(state);
  if (challenge.status === 'final') return [{ type: 'ChallengeReopened', data: { challengeId, reason } }];
  if (challenge.reopened) return [];
  throw new DomainError('conflict', 'CHALLENGE_NOT_FINAL');
}
