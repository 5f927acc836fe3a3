import { Command } from '@nestjs/cqrs';
import type { ActionEvent } from '../../events/action.events.js';
import type { VaultRef } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { DomainError } from '../../event-store/domain-error.js';
import { requireRunning } from '../../challenges/index.js';
import { type ActionState, requireSubmitted } from '../action.js';
import { type Actor, requireReviewer } from '../actor.js';
import type { ReviewFacts } from '../four-eyes.js';

export interface Question {
  actionId: string;
  reason: string;
}

export class RequestInformation extends Command<{ position: string | null; actionId: string }> {
  constructor(
    readonly input: Question,
    readonly note: string | null,
    readonly by: Actor,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** A second question with words is another question; the same code without words says nothing new. */
export function requestInformation(
  { reason }: Question,
  by: Actor,
  state: ActionState,
  facts: ReviewFacts,
  note: VaultRef | null,
): ActionEvent[] {
  const action = requireSubmitted(state);
  requireReviewer(action, by);
  if (action.status === 'needs-info' && action.reason === reason && note === null) return [];
  if (action.status !== 'submitted' && action.status !== 'needs-info') {
    throw new DomainError('conflict', 'ACTION_NOT_REVIEWABLE', { status: action.status });
  }
  requireRunning(facts.challenge);
  return [{ type: 'InformationRequested', data: { ...action.ref, reason, note, reviewer: by.accountId } }];
}
