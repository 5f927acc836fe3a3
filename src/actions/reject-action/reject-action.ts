import { Command } from '@nestjs/cqrs';
import type { ActionEvent } from '../../events/action.events.js';
import type { VaultRef } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { requireRunning } from '../../challenges/index.js';
import { type ActionState, requireUndecided, requireRevision } from '../action.js';
import { type Actor, requireReviewable } from '../actor.js';
import type { ReviewFacts } from '../four-eyes.js';

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
    readonly by: Actor,
    readonly context: CommandContext,
  ) {
    super();
  }
}

export function rejectAction(
  { reason, revision }: Rejection,
  by: Actor,
  state: ActionState,
  facts: ReviewFacts,
  note: VaultRef | null,
): ActionEvent[] {
  const action = requireReviewable(state, by);
  if (action.status === 'rejected' && action.reason === reason) return [];
  requireRevision(revision, action);
  requireUndecided(action, 'ACTION_NOT_REVIEWABLE');
  requireRunning(facts.challenge);
  return [{ type: 'ActionRejected', data: { ...action.ref, reason, note, reviewer: by.accountId } }];
}
