import type { ActionEvent } from '../../events/action.events.js';
import type { Attestation, EvidenceRef } from '../../events/values.js';
import { DomainError } from '../../event-store/domain-error.js';
import { entrantIn, ownerIn, requireRunning } from '../../challenges/index.js';
import { ActionCommand, type ActionState, type Actor } from '../action.js';
import { evidenceOf, requireOwned } from '../claim.js';
import type { ReviewFacts } from '../review.js';

const MOST = 50;

export interface NamedFile {
  file: string;
  attestation?: Attestation;
}

/** `evidence` is a link, or an upload that is ready. */
export class AttachEvidence extends ActionCommand<
  { actionId: string; evidence: { url: string } | NamedFile },
  { evidenceId: string }
> {}

export function attachEvidence(
  evidence: EvidenceRef,
  by: Actor,
  state: ActionState,
  facts: ReviewFacts,
  attestation?: Attestation,
): ActionEvent[] {
  const action = requireOwned(state, by, facts.challenge);
  const present = evidenceOf(action);
  if (present.some(({ id }) => id === evidence.id)) return [];
  if (action.status === 'withdrawn' || action.status === 'revoked')
    throw new DomainError('conflict', 'ACTION_ENDED', { status: action.status });
  if (present.length >= MOST) throw new DomainError('conflict', 'EVIDENCE_TOO_MUCH', { most: MOST });
  const challenge = requireRunning(facts.challenge);
  entrantIn(challenge, ownerIn(challenge, action.ref.collegeId));
  return [{ type: 'EvidenceAttached', data: { ...action.ref, evidence, ...(attestation && { attestation }) } }];
}
