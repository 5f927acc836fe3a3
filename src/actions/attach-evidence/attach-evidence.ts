import { Command } from '@nestjs/cqrs';
import type { ActionEvent } from '../../events/action.events.js';
import type { VaultRef } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { DomainError } from '../../event-store/domain-error.js';
import { underWay } from '../../challenges/index.js';
import { type ActionState, evidenceOf, filed } from '../action.js';
import { type Asker, mayActOn } from '../asker.js';
import type { ReviewFacts } from '../second-yes.js';

const MOST = 50;

export class AttachEvidence extends Command<{ position: string | null; actionId: string; evidenceId: string }> {
  constructor(
    /** A link to keep, or what the vault already holds. */
    readonly input: { actionId: string; evidence: { url: string } | VaultRef },
    readonly by: Asker,
    readonly context: CommandContext,
  ) {
    super();
  }
}

export function attachEvidence(evidence: VaultRef, by: Asker, state: ActionState, facts: ReviewFacts): ActionEvent[] {
  const action = filed(state);
  mayActOn(action, by);
  const present = evidenceOf(action);
  if (present.some(({ id }) => id === evidence.id)) return [];
  if (action.status === 'withdrawn' || action.status === 'revoked')
    throw new DomainError('conflict', 'ACTION_ENDED', { status: action.status });
  if (present.length >= MOST) throw new DomainError('conflict', 'EVIDENCE_TOO_MUCH', { most: MOST });
  underWay(facts.challenge);
  return [{ type: 'EvidenceAttached', data: { ...action.whose, evidence } }];
}
