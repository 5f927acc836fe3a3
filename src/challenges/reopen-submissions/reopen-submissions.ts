import type { ChallengeEvent } from '../../events/challenge.events.js';
import { DomainError } from '../../event-store/domain-error.js';
import type { Today } from '../calendar-rule-handler.js';
import { ChallengeCommand, type ChallengeState, requireRunning } from '../challenge.js';

export interface SubmissionsReopening {
  challengeId: string;
  /** The new last day. */
  until: string;
  reason: string;
}

export class ReopenSubmissions extends ChallengeCommand<SubmissionsReopening> {}

/** A closed challenge takes submissions again, up to and including `until`. */
export function reopenSubmissions(
  { challengeId, until, reason }: SubmissionsReopening,
  state: ChallengeState,
  { today }: Today,
): ChallengeEvent[] {
  const challenge = requireRunning(state);
  if (challenge.status === 'open') {
    if (challenge.closesOn === until) return [];
    throw new DomainError('conflict', 'SUBMISSIONS_OPEN', { closesOn: challenge.closesOn });
  }
  if (until < today) throw new DomainError('invalid', 'DAY_PASSED', { today }, 'until');
  return [{ type: 'SubmissionsReopened', data: { challengeId, until, reason } }];
}
