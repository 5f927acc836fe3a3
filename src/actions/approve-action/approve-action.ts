import { isDeepStrictEqual } from 'node:util';
import type { ActionEvent } from '../../events/action.events.js';
import type { Verified } from '../../events/values.js';
import { requireRunning } from '../../challenges/index.js';
import { ActionCommand, type ActionState, type Actor, requireRevision, requireUndecided } from '../action.js';
import { requireKnownMetrics } from '../known-metrics.js';
import {
  alreadyEndorsed,
  type Decision,
  endorse,
  requireNew,
  requireReviewable,
  type ReviewFacts,
  stakesOf,
} from '../review.js';

export interface Approval {
  actionId: string;
  verified: Verified;
  /** The action's revision the reviewer decides on; absent = whatever it is. */
  revision?: number;
}

export class ApproveAction extends ActionCommand<Approval, { decided: boolean }> {}

export function approveAction(
  { verified, revision }: Approval,
  by: Actor,
  state: ActionState,
  facts: ReviewFacts,
): ActionEvent[] {
  const action = requireReviewable(state, by, facts);
  if (action.status === 'approved' && isDeepStrictEqual(verified, action.verified)) return [];
  const wanted = { verified, decision: 'approve' } as const;
  if (!alreadyEndorsed(action, by, wanted)) requireRevision(revision, action);
  requireUndecided(action, 'ACTION_NOT_REVIEWABLE');
  requireNew(action, by);
  const challenge = requireRunning(facts.challenge);
  requireKnownMetrics(verified, challenge.rulebooks, 'verified');
  const outcome = endorse(action, by, wanted, stakesOf(action, facts.pointsOf(action, verified), facts), facts);
  if (outcome !== 'counts') return outcome;
  return [{ type: 'ActionApproved', data: { ...action.ref, verified, reviewer: by.accountId } }];
}

/** `decided`: false = the first of two endorsements. A repeated approval adds no event; the state then tells. */
export const approvalResponse = ({ events, state }: Decision) => ({
  decided: events.length > 0 ? events.at(-1)?.type === 'ActionApproved' : state.status === 'approved',
});
