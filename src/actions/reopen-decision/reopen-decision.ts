import type { ActionEvent } from '../../events/action.events.js';
import type { VaultRef } from '../../events/values.js';
import { DomainError } from '../../event-store/domain-error.js';
import { requireRunning } from '../../challenges/index.js';
import { ActionCommand, type ActionState, type Actor, requireSubmitted } from '../action.js';
import { requireNew, requireReviewable, type ReviewFacts } from '../review.js';

export class ReopenDecision extends ActionCommand<{ actionId: string; reason: string }> {}

/** The action awaits a decision again, by somebody who has not decided on it. An organiser may reopen, and decides nothing. */
export function reopenDecision(
  { reason }: ReopenDecision['input'],
  by: Actor,
  state: ActionState,
  facts: ReviewFacts,
  note: VaultRef | null,
): ActionEvent[] {
  const action = by.role === 'organiser' ? requireSubmitted(state) : requireReviewable(state, by, facts);
  const reviewer = by.accountId;
  const { status, reopening } = action;
  if (status === 'submitted' && reopening?.reviewer === reviewer && reopening.reason === reason) return [];
  if (!['approved', 'rejected', 'revoked'].includes(status))
    throw new DomainError('conflict', 'NOTHING_TO_REOPEN', { status });
  requireNew(action, by);
  requireRunning(facts.challenge);
  return [{ type: 'DecisionReopened', data: { ...action.ref, reason, note, reviewer } }];
}
