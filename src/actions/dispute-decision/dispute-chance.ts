import { type ChallengeState, ownerIn } from '../../challenges/index.js';
import { daysAfter } from '../../events/day.js';
import { DomainError } from '../../event-store/domain-error.js';
import type { SubmittedAction } from '../action.js';
import { disputeDecision } from './dispute-decision.js';

export interface DisputeChance {
  possible: boolean;
  /** Last day; null = not possible, or without limit. */
  until: string | null;
  /** The refusal that a dispute would get; null = it is possible. */
  refusal: DomainError | null;
}

/** Whether the college may dispute the decision, by the rule of the command itself. */
export function disputeChance(state: SubmittedAction, challenge: ChallengeState, today: string): DisputeChance {
  const { actionId, collegeId } = state.ref;
  const owner = challenge.status === 'none' ? collegeId : ownerIn(challenge, collegeId);
  const coordinator = { accountId: '', role: 'coordinator' as const, collegeId: owner };
  try {
    if (state.disputed) throw new DomainError('conflict', 'DISPUTED_BEFORE');
    disputeDecision({ actionId }, coordinator, state, { challenge, today }, null);
    return { possible: true, until: lastDay(state, challenge), refusal: null };
  } catch (refusal) {
    if (!(refusal instanceof DomainError)) throw refusal;
    return { possible: false, until: null, refusal };
  }
}

function lastDay({ decision }: SubmittedAction, challenge: ChallengeState): string | null {
  const days = challenge.status === 'none' ? undefined : challenge.rulebooks.at(-1)?.rules.disputeDays;
  return decision && days !== undefined ? daysAfter(decision.day, days) : null;
}
