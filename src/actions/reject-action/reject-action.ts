import type { ActionEvent } from '../../events/action.events.js';
import type { VaultRef } from '../../events/values.js';
import { DomainError } from '../../event-store/domain-error.js';
import { requireRunning } from '../../challenges/index.js';
import {
  ActionCommand,
  type ActionState,
  type Actor,
  requireRevision,
  requireSubmitted,
  requireUndecided,
} from '../action.js';
import { requireNew, requireReviewable, type ReviewFacts } from '../review.js';

export interface Rejection {
  actionId: string;
  reason: string;
  /** Present when the action has to be one of this challenge. */
  challengeId?: string;
  /** The action's revision the reviewer decides on; absent = whatever it is. */
  revision?: number;
}

export class RejectAction extends ActionCommand<Rejection> {}

export function rejectAction(
  { reason, revision, challengeId }: Rejection,
  by: Actor,
  state: ActionState,
  facts: ReviewFacts,
  note: VaultRef | null,
): ActionEvent[] {
  if (challengeId !== undefined && requireSubmitted(state).ref.challengeId !== challengeId)
    throw new DomainError('not-found', 'ACTION_UNKNOWN');
  const action = requireReviewable(state, by, facts);
  if (action.status === 'rejected' && action.reason === reason) return [];
  requireRevision(revision, action);
  requireUndecided(action, 'ACTION_NOT_REVIEWABLE');
  requireNew(action, by);
  requireRunning(facts.challenge);
  return [{ type: 'ActionRejected', data: { ...action.ref, reason, note, reviewer: by.accountId } }];
}
