import type { ActionEvent } from '../../events/action.events.js';
import type { VaultRef } from '../../events/values.js';
import { DomainError } from '../../event-store/domain-error.js';
import { requireRunning } from '../../challenges/index.js';
import { ActionCommand, type ActionState, type Actor, requireSubmitted, type SubmittedAction } from '../action.js';
import {
  type Decision,
  endorse,
  requireNew,
  requireReviewable,
  requireStranger,
  type ReviewFacts,
  stakesOf,
} from '../review.js';

export class ReopenDecision extends ActionCommand<{ actionId: string; reason: string }, { decided: boolean }> {}

/**
 * The action awaits a decision again, by somebody who has not decided on it. An organiser of no college of it may reopen the own claim
 * and a withdrawn one, and decides nothing. A reopening takes points away at once: large approvals need two, or one organiser new to
 * the action.
 */
export function reopenDecision(
  { reason }: ReopenDecision['input'],
  by: Actor,
  state: ActionState,
  facts: ReviewFacts,
  note: VaultRef | null,
): ActionEvent[] {
  const isOrganiser = by.role === 'organiser';
  const action = isOrganiser ? requireSubmitted(state) : requireReviewable(state, by, facts);
  requireStranger(action, by, facts);
  const reviewer = by.accountId;
  const { status, reopening } = action;
  if (status === 'submitted' && reopening?.reviewer === reviewer && reopening.reason === reason) return [];
  if (status === 'submitted' || status === 'needs-info' || (status === 'withdrawn' && !isOrganiser))
    throw new DomainError('conflict', 'NOTHING_TO_REOPEN', { status });
  requireNew(action, by);
  requireRunning(facts.challenge);
  if (status === 'approved' && !isNewOrganiser(action, by)) {
    const outcome = endorse(action, by, { verified: {}, decision: 'reopen' }, stakesOf(action, 0, facts), facts);
    if (outcome !== 'counts') return outcome;
  }
  return [{ type: 'DecisionReopened', data: { ...action.ref, reason, note, reviewer } }];
}

const isNewOrganiser = ({ deciders, claimants }: SubmittedAction, { role, accountId }: Actor): boolean =>
  role === 'organiser' && !deciders.has(accountId) && !claimants.has(accountId);

/** `decided`: false = a first yes of two; the approval counts until another one agrees. */
export const reopeningResponse = ({ events, state }: Decision) => ({
  decided: events.length > 0 ? events.at(-1)?.type === 'DecisionReopened' : state.status !== 'approved',
});
