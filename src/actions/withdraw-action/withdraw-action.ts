import { Command } from '@nestjs/cqrs';
import type { ActionEvent } from '../../events/action.events.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { DomainError } from '../../event-store/domain-error.js';
import { requireRunning } from '../../challenges/index.js';
import { type ActionState, requireSubmitted } from '../action.js';
import { type Actor, requireOwner } from '../actor.js';
import type { ReviewFacts } from '../four-eyes.js';

export class WithdrawAction extends Command<{ position: string | null; actionId: string }> {
  constructor(
    readonly input: { actionId: string },
    readonly by: Actor,
    readonly context: CommandContext,
  ) {
    super();
  }
}

export function withdrawAction(
  _: { actionId: string },
  by: Actor,
  state: ActionState,
  facts: ReviewFacts,
): ActionEvent[] {
  const action = requireSubmitted(state);
  requireOwner(action, by);
  if (action.status === 'withdrawn') return [];
  if (action.status !== 'submitted' && action.status !== 'needs-info') {
    throw new DomainError('conflict', 'ACTION_DECIDED', { status: action.status });
  }
  requireRunning(facts.challenge);
  return [{ type: 'ActionWithdrawn', data: action.ref }];
}
