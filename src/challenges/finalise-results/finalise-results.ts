import type { ChallengeEvent } from '../../events/challenge.events.js';
import { DomainError } from '../../event-store/domain-error.js';
import { ChallengeCommand, type ChallengeState, requireChallenge } from '../challenge.js';
import type { FinalFacts } from '../challenge-facts.js';

export class FinaliseResults extends ChallengeCommand {}

/** Throws when the challenge is in no state to be finalised, whatever stands in it. */
export function mayBeFinal(state: ChallengeState): void {
  const { status, opensOn } = requireChallenge(state);
  if (status === 'announced') throw new DomainError('conflict', 'CHALLENGE_NOT_OPEN_YET', { opensOn });
  if (status === 'open') throw new DomainError('conflict', 'SUBMISSIONS_NOT_CLOSED');
}

export function finaliseResults(
  { challengeId }: { challengeId: string },
  state: ChallengeState,
  facts: FinalFacts,
): ChallengeEvent[] {
  mayBeFinal(state);
  if (state.status === 'final') return [];
  const { pendingActions, disputedActions, throughEventId, standingsHash } = facts;
  if (pendingActions.length > 0)
    throw new DomainError('conflict', 'DECISIONS_PENDING', { count: pendingActions.length });
  if (disputedActions.length > 0)
    throw new DomainError('conflict', 'DISPUTES_PENDING', { count: disputedActions.length });
  return [{ type: 'ResultsFinalised', data: { challengeId, throughEventId, standingsHash } }];
}
