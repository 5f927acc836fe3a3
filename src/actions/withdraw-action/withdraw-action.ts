import { Command } from '@nestjs/cqrs';
import type { ActionEvent } from '../../events/action.events.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { DomainError } from '../../event-store/domain-error.js';
import { underWay } from '../../challenges/index.js';
import { type ActionState, filed } from '../action.js';
import { type Asker, mayActOn } from '../asker.js';
import type { ReviewFacts } from '../second-yes.js';

export class WithdrawAction extends Command<{ position: string | null; actionId: string }> {
  constructor(
    readonly input: { actionId: string },
    readonly by: Asker,
    readonly context: CommandContext,
  ) {
    super();
  }
}

export function withdrawAction(
  _: { actionId: string },
  by: Asker,
  state: ActionState,
  facts: ReviewFacts,
): ActionEvent[] {
  const action = filed(state);
  mayActOn(action, by);
  if (action.status === 'withdrawn') return [];
  if (action.status !== 'submitted' && action.status !== 'needs-info') {
    throw new DomainError('conflict', 'ACTION_DECIDED', { status: action.status });
  }
  underWay(facts.challenge);
  return [{ type: 'ActionWithdrawn', data: action.whose }];
}
