import { Command } from '@nestjs/cqrs';
import type { ActionEvent } from '../../events/action.events.js';
import type { VaultRef } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { requireRunning } from '../../challenges/index.js';
import { type ActionState, requireUndecided } from '../action.js';
import { type Actor, requireReviewable } from '../actor.js';
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
  const action = requireReviewable(state, by);
  if (action.status === 'needs-info' && action.reason === reason && note === null) return [];
  requireUndecided(action, 'ACTION_NOT_REVIEWABLE');
  requireRunning(facts.challenge);
  return [{ type: 'InformationRequested', data: { ...action.ref, reason, note, reviewer: by.accountId } }];
}
