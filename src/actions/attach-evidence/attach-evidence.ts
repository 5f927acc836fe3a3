import { Command } from '@nestjs/cqrs';
import type { ActionEvent } from '../../events/action.events.js';
import type { VaultRef } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { DomainError } from '../../event-store/domain-error.js';
import { requireRunning } from '../../challenges/index.js';
import { type ActionState, evidenceOf } from '../action.js';
import { type Actor, requireOwned } from '../actor.js';
import type { ReviewFacts } from '../four-eyes.js';

const MOST = 50;

export class AttachEvidence extends Command<{ position: string | null; actionId: string; evidenceId: string }> {
  constructor(
    /** A link to keep, or what the vault already holds. */
    readonly input: { actionId: string; evidence: { url: string } | VaultRef },
    readonly by: Actor,
    readonly context: CommandContext,
  ) {
    super();
  }
}

export function attachEvidence(evidence: VaultRef, by: Actor, state: ActionState, facts: ReviewFacts): ActionEvent[] {
  const action = requireOwned(state, by);
  const present = evidenceOf(action);
  if (present.some(({ id }) => id === evidence.id)) return [];
  if (action.status === 'withdrawn' || action.status === 'revoked')
    throw new DomainError('conflict', 'ACTION_ENDED', { status: action.status });
  if (present.length >= MOST) throw new DomainError('conflict', 'EVIDENCE_TOO_MUCH', { most: MOST });
  requireRunning(facts.challenge);
  return [{ type: 'EvidenceAttached', data: { ...action.ref, evidence } }];
}
