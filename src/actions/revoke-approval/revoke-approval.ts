import type { ActionEvent } from '../../events/action.events.js';
import type { VaultRef } from '../../events/values.js';
import { requireRunning } from '../../challenges/index.js';
import { ActionCommand, type ActionState, type Actor, requireApproved } from '../action.js';
import { endorse, requireNew, requireReviewable, type ReviewFacts, stakesOf } from '../review.js';

export class RevokeApproval extends ActionCommand<{ actionId: string; reason: string }, { decided: boolean }> {}

export function revokeApproval(
  { reason }: RevokeApproval['input'],
  by: Actor,
  state: ActionState,
  facts: ReviewFacts,
  note: VaultRef | null,
): ActionEvent[] {
  const action = requireReviewable(state, by, facts);
  if (action.status === 'revoked') return [];
  requireApproved(action);
  requireNew(action, by);
  requireRunning(facts.challenge);
  const outcome = endorse(action, by, { verified: {}, decision: 'revoke' }, stakesOf(action, 0, facts), facts);
  if (outcome !== 'counts') return outcome;
  return [{ type: 'ApprovalRevoked', data: { ...action.ref, reason, note, reviewer: by.accountId } }];
}
