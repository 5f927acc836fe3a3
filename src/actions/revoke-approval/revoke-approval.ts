import type { ActionEvent } from '../../events/action.events.js';
import type { VaultRef } from '../../events/values.js';
import { DomainError } from '../../event-store/domain-error.js';
import { requireRunning } from '../../challenges/index.js';
import { ActionCommand, type ActionState, type Actor, requireReviewable, type ReviewFacts } from '../action.js';

export class RevokeApproval extends ActionCommand<{ actionId: string; reason: string }> {}

export function revokeApproval(
  { reason }: RevokeApproval['input'],
  by: Actor,
  state: ActionState,
  facts: ReviewFacts,
  note: VaultRef | null,
): ActionEvent[] {
  const action = requireReviewable(state, by, facts.challenge);
  if (action.status === 'revoked') return [];
  if (action.status !== 'approved') throw new DomainError('conflict', 'ACTION_NOT_APPROVED', { status: action.status });
  requireRunning(facts.challenge);
  return [{ type: 'ApprovalRevoked', data: { ...action.ref, reason, note, reviewer: by.accountId } }];
}
