import { daysBetween } from '../../events/day.js';
import type { ActionEvent } from '../../events/action.events.js';
import type { VaultRef } from '../../events/values.js';
import { DomainError } from '../../event-store/domain-error.js';
import { entrantIn, ownerIn, requireRunning } from '../../challenges/index.js';
import { ActionCommand, type ActionState, type Actor } from '../action.js';
import { requireOwned } from '../claim.js';
import type { ReviewFacts } from '../review.js';

export class DisputeDecision extends ActionCommand {}

/** One dispute a decision, within the `disputeDays` of the rulebook in force. A resolution is not disputed again. */
export function disputeDecision(
  _: { actionId: string },
  by: Actor,
  state: ActionState,
  facts: Pick<ReviewFacts, 'challenge' | 'today'>,
  note: VaultRef | null,
): ActionEvent[] {
  const action = requireOwned(state, by, facts.challenge);
  if (action.disputed) return [];
  const { status, decision } = action;
  if (!decision || (status !== 'approved' && status !== 'rejected' && status !== 'revoked')) {
    throw new DomainError('conflict', 'NOTHING_TO_DISPUTE', { status });
  }
  const challenge = requireRunning(facts.challenge);
  entrantIn(challenge, ownerIn(challenge, action.ref.collegeId));
  if (!decision.disputable) throw new DomainError('conflict', 'DISPUTED_BEFORE');
  const days = challenge.rulebooks.at(-1)?.rules.disputeDays;
  if (days !== undefined && daysBetween(decision.day, facts.today) > days)
    throw new DomainError('conflict', 'DISPUTE_TOO_LATE', { days, decidedOn: decision.day });
  return [{ type: 'DecisionDisputed', data: { ...action.ref, note } }];
}
