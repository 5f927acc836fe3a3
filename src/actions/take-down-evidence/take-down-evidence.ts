import type { ActionEvent } from '../../events/action.events.js';
import type { ChallengeState } from '../../challenges/index.js';
import { DomainError } from '../../event-store/domain-error.js';
import { ActionCommand, type ActionState, type Actor, requireSubmitted } from '../action.js';
import { requireOwned } from '../claim.js';

export class TakeDownEvidence extends ActionCommand<{ actionId: string; evidenceId: string; reason: string }> {}

/** A takedown works in every state, even after the final: a person in a photo need not wait. */
export function takeDownEvidence(
  { evidenceId, reason }: TakeDownEvidence['input'],
  by: Actor,
  state: ActionState,
  facts: { challenge: ChallengeState },
): ActionEvent[] {
  const action = requireSubmitted(state);
  const hasSubmitted = by.role === 'coordinator' && by.collegeId === action.ref.collegeId;
  if (by.role !== 'reviewer' && !hasSubmitted) requireOwned(state, by, facts.challenge);
  if (action.takenDown.has(evidenceId)) return [];
  if (!action.everHeld.has(evidenceId)) throw new DomainError('not-found', 'EVIDENCE_UNKNOWN', {}, 'evidenceId');
  return [{ type: 'EvidenceTakenDown', data: { ...action.ref, evidenceId, reason } }];
}
