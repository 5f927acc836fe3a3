import { Command } from '@nestjs/cqrs';
import type { ActionEvent } from '../../events/action.events.js';
import type { VaultRef } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { DomainError } from '../../event-store/domain-error.js';
import { underWay } from '../../challenges/index.js';
import { type ActionState, filed, unchangedSince } from '../action.js';
import { type Asker, mayDecideOn } from '../asker.js';
import type { ReviewFacts } from '../second-yes.js';

export interface Rejection {
  actionId: string;
  reason: string;
  /** The action's revision the reviewer decides on; absent = whatever it is. */
  revision?: number;
}

export class RejectAction extends Command<{ position: string | null; actionId: string }> {
  constructor(
    readonly input: Rejection,
    readonly note: string | null,
    readonly by: Asker,
    readonly context: CommandContext,
  ) {
    super();
  }
}

export function rejectAction(
  { reason, revision }: Rejection,
  by: Asker,
  state: ActionState,
  facts: ReviewFacts,
  note: VaultRef | null,
): ActionEvent[] {
  const action = filed(state);
  mayDecideOn(action, by);
  if (action.status === 'rejected' && action.reason === reason) return [];
  unchangedSince(revision, action);
  if (action.status !== 'submitted' && action.status !== 'needs-info') {
    throw new DomainError('conflict', 'ACTION_NOT_REVIEWABLE', { status: action.status });
  }
  underWay(facts.challenge);
  return [{ type: 'ActionRejected', data: { ...action.whose, reason, note, reviewer: by.accountId } }];
}
