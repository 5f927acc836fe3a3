import type { ChallengeEvent } from '../../events/challenge.events.js';
import { DomainError } from '../../event-store/domain-error.js';
import { ChallengeCommand, type ChallengeState, requireChallenge } from '../challenge.js';
import { type BlockingFacts, hindrance } from './blockers.js';

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
  facts: BlockingFacts,
): ChallengeEvent[] {
  mayBeFinal(state);
  const challenge = requireChallenge(state);
  if (challenge.status === 'final') return [];
  // The facts are of another moment than the state: the final would name standings that it does not close.
  if (facts.revision !== challenge.revision) throw new DomainError('conflict', 'STREAM_BUSY');
  const hindered = hindrance(challenge, facts);
  if (hindered) throw hindered;
  const { throughEventId, standingsHash } = facts;
  return [{ type: 'ResultsFinalised', data: { challengeId, throughEventId, standingsHash } }];
}
