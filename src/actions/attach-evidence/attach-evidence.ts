import type { ActionEvent } from '../../events/action.events.js';
import type { VaultRef } from '../../events/values.js';
import { DomainError } from '../../event-store/domain-error.js';
import { entrantIn, ownerIn, requireRunning } from '../../challenges/index.js';
import { ActionCommand, type ActionState, type Actor } from '../action.js';
import { evidenceOf, requireOwned } from '../claim.js';
import type { ReviewFacts } from '../review.js';

const MOST = 50;

/** `evidence` is a link to keep, or what the vault already holds. */
export class AttachEvidence extends ActionCommand<
  { actionId: string; evidence: { url: string } | VaultRef },
  { evidenceId: string }
> {}

export function attachEvidence(evidence: VaultRef, by: Actor, state: ActionState, facts: ReviewFacts): ActionEvent[] {
  const action = requireOwned(state, by, facts.challenge);
  const present = evidenceOf(action);
  if (present.some(({ id }) => id === evidence.id)) return [];
  if (action.status === 'withdrawn' || action.status === 'revoked')
    throw new DomainError('conflict', 'ACTION_ENDED', { status: action.status });
  if (present.length >= MOST) throw new DomainError('conflict', 'EVIDENCE_TOO_MUCH', { most: MOST });
  const challenge = requireRunning(facts.challenge);
  entrantIn(challenge, ownerIn(challenge, action.ref.collegeId));
  return [{ type: 'EvidenceAttached', data: { ...action.ref, evidence } }];
}
