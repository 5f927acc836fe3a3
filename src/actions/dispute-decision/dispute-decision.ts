import { Command } from '@nestjs/cqrs';
import type { ActionEvent } from '../../events/action.events.js';
import type { VaultRef } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { DomainError } from '../../event-store/domain-error.js';
import { requireRunning } from '../../challenges/index.js';
import { type ActionState } from '../action.js';
import { type Actor, requireOwned } from '../actor.js';
import type { ReviewFacts } from '../four-eyes.js';

export class DisputeDecision extends Command<{ position: string | null; actionId: string }> {
  constructor(
    readonly input: { actionId: string },
    readonly note: string | null,
    readonly by: Actor,
    readonly context: CommandContext,
  ) {
    super();
  }
}

export function disputeDecision(
  _: { actionId: string },
  by: Actor,
  state: ActionState,
  facts: ReviewFacts,
  note: VaultRef | null,
): ActionEvent[] {
  const action = requireOwned(state, by);
  if (action.disputed) return [];
  if (action.status !== 'approved' && action.status !== 'rejected' && action.status !== 'revoked') {
    throw new DomainError('conflict', 'NOTHING_TO_DISPUTE', { status: action.status });
  }
  requireRunning(facts.challenge);
  return [{ type: 'DecisionDisputed', data: { ...action.ref, note } }];
}
