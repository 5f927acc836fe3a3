import type { ActionEvent } from '../../events/action.events.js';
import type { VaultRef } from '../../events/values.js';
import { DomainError } from '../../event-store/domain-error.js';
import { requireRunning } from '../../challenges/index.js';
import { ActionCommand, type ActionState, type Actor } from '../action.js';
import { requireNew, requireReviewable, type ReviewFacts } from '../review.js';

export class DismissDispute extends ActionCommand<{ actionId: string; reason: string }> {}

/** The dispute names no ground: the decision stands as it is. */
export function dismissDispute(
  { reason }: DismissDispute['input'],
  by: Actor,
  state: ActionState,
  facts: ReviewFacts,
  note: VaultRef | null,
): ActionEvent[] {
  const action = requireReviewable(state, by, facts);
  const reviewer = by.accountId;
  const { ended } = action;
  if (ended?.how === 'dismissed' && ended.reviewer === reviewer && ended.reason === reason) return [];
  if (!action.disputed) throw new DomainError('conflict', 'NOT_DISPUTED');
  requireNew(action, by);
  requireRunning(facts.challenge);
  return [{ type: 'DisputeDismissed', data: { ...action.ref, reason, note, reviewer } }];
}
