import { Command } from '@nestjs/cqrs';
import type { ActionEvent } from '../../events/action.events.js';
import type { VaultRef } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { DomainError } from '../../event-store/domain-error.js';
import { requireRunning } from '../../challenges/index.js';
import { type ActionState } from '../action.js';
import { type Actor, requireReviewable } from '../actor.js';
import type { ReviewFacts } from '../four-eyes.js';

export interface Revocation {
  actionId: string;
  reason: string;
}

export class RevokeApproval extends Command<{ position: string | null; actionId: string }> {
  constructor(
    readonly input: Revocation,
    readonly note: string | null,
    readonly by: Actor,
    readonly context: CommandContext,
  ) {
    super();
  }
}

export function revokeApproval(
  { reason }: Revocation,
  by: Actor,
  state: ActionState,
  facts: ReviewFacts,
  note: VaultRef | null,
): ActionEvent[] {
  const action = requireReviewable(state, by);
  if (action.status === 'revoked') return [];
  if (action.status !== 'approved') throw new DomainError('conflict', 'ACTION_NOT_APPROVED', { status: action.status });
  requireRunning(facts.challenge);
  return [{ type: 'ApprovalRevoked', data: { ...action.ref, reason, note, reviewer: by.accountId } }];
}
