import type { ActionEvent } from '../../events/action.events.js';
import { DomainError } from '../../event-store/domain-error.js';
import { requireRunning } from '../../challenges/index.js';
import { ActionCommand, type ActionState, type Actor } from '../action.js';
import { requireOwned } from '../claim.js';
import type { ReviewFacts } from '../review.js';

export class WithdrawDispute extends ActionCommand {}

/** The decision stands and is not disputed again. */
export function withdrawDispute(
  _: { actionId: string },
  by: Actor,
  state: ActionState,
  facts: ReviewFacts,
): ActionEvent[] {
  const action = requireOwned(state, by, facts.challenge);
  if (action.ended?.how === 'withdrawn') return [];
  if (!action.disputed) throw new DomainError('conflict', 'NOT_DISPUTED');
  requireRunning(facts.challenge);
  return [{ type: 'DisputeWithdrawn', data: action.ref }];
}
