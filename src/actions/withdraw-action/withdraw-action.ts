import type { ActionEvent } from '../../events/action.events.js';
import { requireRunning } from '../../challenges/index.js';
import { ActionCommand, type ActionState, type Actor, requireUndecided } from '../action.js';
import { requireOwned } from '../claim.js';
import type { ReviewFacts } from '../review.js';

export class WithdrawAction extends ActionCommand {}

export function withdrawAction(
  _: { actionId: string },
  by: Actor,
  state: ActionState,
  facts: ReviewFacts,
): ActionEvent[] {
  const action = requireOwned(state, by, facts.challenge);
  if (action.status === 'withdrawn') return [];
  requireUndecided(action, 'ACTION_DECIDED');
  requireRunning(facts.challenge);
  return [{ type: 'ActionWithdrawn', data: action.ref }];
}
