import type { ActionEvent } from '../../events/action.events.js';
import type { VaultRef } from '../../events/values.js';
import { requireRunning } from '../../challenges/index.js';
import { ActionCommand, type ActionState, type Actor, requireUndecided } from '../action.js';
import { requireNew, requireReviewable, type ReviewFacts } from '../review.js';

export class RequestInformation extends ActionCommand<{ actionId: string; reason: string }> {}

/** A second question with words is another question; the same code without words says nothing new. */
export function requestInformation(
  { reason }: RequestInformation['input'],
  by: Actor,
  state: ActionState,
  facts: ReviewFacts,
  note: VaultRef | null,
): ActionEvent[] {
  const action = requireReviewable(state, by, facts);
  if (action.status === 'needs-info' && action.reason === reason && note === null) return [];
  requireUndecided(action, 'ACTION_NOT_REVIEWABLE');
  requireNew(action, by);
  requireRunning(facts.challenge);
  return [{ type: 'InformationRequested', data: { ...action.ref, reason, note, reviewer: by.accountId } }];
}
