import { Command } from '@nestjs/cqrs';
import type { ActionEvent } from '../../events/action.events.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { requireRunning } from '../../challenges/index.js';
import { type ActionState, requireUndecided } from '../action.js';
import { type Actor, requireOwned } from '../actor.js';
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
  const action = requireOwned(state, by);
  if (action.status === 'withdrawn') return [];
  requireUndecided(action, 'ACTION_DECIDED');
  requireRunning(facts.challenge);
  return [{ type: 'ActionWithdrawn', data: action.ref }];
}
