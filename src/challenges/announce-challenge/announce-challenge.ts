import type { ChallengeEvent } from '../../events/challenge.events.js';
import { DomainError } from '../../event-store/domain-error.js';
import { sameText } from '../../colleges/index.js';
import { ChallengeCommand, type Announcement, type ChallengeState } from '../challenge.js';

export type NewChallenge = Announcement & { challengeId: string };

export class AnnounceChallenge extends ChallengeCommand<NewChallenge> {}

export function announceChallenge(input: NewChallenge, state: ChallengeState): ChallengeEvent[] {
  if (input.closesOn < input.opensOn)
    throw new DomainError('invalid', 'CLOSES_BEFORE_IT_OPENS', { opensOn: input.opensOn }, 'closesOn');
  if (state.status === 'none') return [{ type: 'ChallengeAnnounced', data: { ...input } }];
  if (same(input, state.announcement)) return [];
  throw new DomainError('conflict', 'CHALLENGE_EXISTS', { challengeId: input.challengeId }, 'id');
}

function same(a: Announcement, b: Announcement): boolean {
  return (
    a.track === b.track &&
    a.opensOn === b.opensOn &&
    a.closesOn === b.closesOn &&
    sameText(a.titles, b.titles) &&
    sameText(a.season, b.season)
  );
}
