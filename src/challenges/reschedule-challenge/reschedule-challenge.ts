import type { ChallengeEvent } from '../../events/challenge.events.js';
import { DomainError } from '../../event-store/domain-error.js';
import type { Today } from '../calendar-rule-handler.js';
import { ChallengeCommand, type ChallengeState, requireChallenge, type RunningChallenge } from '../challenge.js';

export interface Rescheduling {
  challengeId: string;
  /** Absent = as it is. */
  opensOn?: string;
  closesOn?: string;
  reason: string;
}

export class RescheduleChallenge extends ChallengeCommand<Rescheduling> {}

/** Both days before the opening, the last day while it is open. A changed day is never in the past. */
export function rescheduleChallenge(input: Rescheduling, state: ChallengeState, { today }: Today): ChallengeEvent[] {
  const challenge = requireChallenge(state);
  const { challengeId, opensOn = challenge.opensOn, closesOn = challenge.closesOn, reason } = input;
  if (opensOn === challenge.opensOn && closesOn === challenge.closesOn) return [];
  requireReschedulable(challenge);
  if (challenge.status === 'open' && opensOn !== challenge.opensOn)
    throw new DomainError('conflict', 'OPENING_DAY_FIXED', { opensOn: challenge.opensOn }, 'opensOn');
  if (closesOn < opensOn) throw new DomainError('invalid', 'CLOSES_BEFORE_IT_OPENS', { opensOn }, 'closesOn');
  if (opensOn !== challenge.opensOn && opensOn < today)
    throw new DomainError('invalid', 'DAY_PASSED', { today }, 'opensOn');
  if (closesOn < today) throw new DomainError('invalid', 'DAY_PASSED', { today }, 'closesOn');
  return [{ type: 'ChallengeRescheduled', data: { challengeId, opensOn, closesOn, reason } }];
}

function requireReschedulable({ status }: RunningChallenge): void {
  if (status === 'final') throw new DomainError('conflict', 'CHALLENGE_FINAL');
  if (status === 'closed') throw new DomainError('conflict', 'CLOSED_BEFORE_RESCHEDULING');
}
