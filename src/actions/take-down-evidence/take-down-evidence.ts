import { Command } from '@nestjs/cqrs';
import type { ActionEvent } from '../../events/action.events.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { DomainError } from '../../event-store/domain-error.js';
import { type ActionState, requireSubmitted } from '../action.js';
import { type Actor, requireOwned } from '../actor.js';

export interface Takedown {
  actionId: string;
  evidenceId: string;
  reason: string;
}

export class TakeDownEvidence extends Command<{ position: string | null; actionId: string }> {
  constructor(
    readonly input: Takedown,
    readonly by: Actor,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** A takedown works in every state, even after the final: a person in a photo need not wait. */
export function takeDownEvidence({ evidenceId, reason }: Takedown, by: Actor, state: ActionState): ActionEvent[] {
  const action = requireSubmitted(state);
  if (by.role !== 'reviewer') requireOwned(state, by);
  if (action.takenDown.has(evidenceId)) return [];
  if (!action.everHeld.has(evidenceId)) throw new DomainError('not-found', 'EVIDENCE_UNKNOWN', {}, 'evidenceId');
  return [{ type: 'EvidenceTakenDown', data: { ...action.ref, evidenceId, reason } }];
}
