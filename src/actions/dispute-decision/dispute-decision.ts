import type { ActionEvent } from '../../events/action.events.js';
import type { VaultRef } from '../../events/values.js';
import { DomainError } from '../../event-store/domain-error.js';
import { entrantIn, ownerIn, requireRunning } from '../../challenges/index.js';
import { ActionCommand, type ActionState, type Actor, type ReviewFacts } from '../action.js';
import { requireOwned } from '../claim.js';

export class DisputeDecision extends ActionCommand {}

export function disputeDecision(
  _: { actionId: string },
  by: Actor,
  state: ActionState,
  facts: ReviewFacts,
  note: VaultRef | null,
): ActionEvent[] {
  const action = requireOwned(state, by, facts.challenge);
  if (action.disputed) return [];
  if (action.status !== 'approved' && action.status !== 'rejected' && action.status !== 'revoked') {
    throw new DomainError('conflict', 'NOTHING_TO_DISPUTE', { status: action.status });
  }
  const challenge = requireRunning(facts.challenge);
  entrantIn(challenge, ownerIn(challenge, action.ref.collegeId));
  return [{ type: 'DecisionDisputed', data: { ...action.ref, note } }];
}
