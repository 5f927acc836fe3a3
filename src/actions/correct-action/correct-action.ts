import { isDeepStrictEqual } from 'node:util';
import type { ActionEvent } from '../../events/action.events.js';
import type { VaultRef, Verified } from '../../events/values.js';
import { requireRunning } from '../../challenges/index.js';
import { ActionCommand, type ActionState, type Actor, requireApproved, requireRevision } from '../action.js';
import { requireKnownMetrics } from '../known-metrics.js';
import { alreadyEndorsed, endorse, requireNew, requireReviewable, type ReviewFacts, stakesOf } from '../review.js';

export interface Correction {
  actionId: string;
  verified: Verified;
  reason: string;
  /** The action's revision the reviewer decides on; absent = whatever it is. */
  revision?: number;
}

export class CorrectAction extends ActionCommand<Correction, { decided: boolean }> {}

export function correctAction(
  { verified, reason, revision }: Correction,
  by: Actor,
  state: ActionState,
  facts: ReviewFacts,
  note: VaultRef | null,
): ActionEvent[] {
  const action = requireReviewable(state, by, facts);
  if (action.status === 'approved' && isDeepStrictEqual(verified, action.verified)) return [];
  const wanted = { verified, decision: 'correct' } as const;
  if (!alreadyEndorsed(action, by, wanted)) requireRevision(revision, action);
  requireApproved(action);
  requireNew(action, by);
  const challenge = requireRunning(facts.challenge);
  requireKnownMetrics(verified, challenge.rulebooks, 'verified');
  const outcome = endorse(action, by, wanted, stakesOf(action, facts.pointsOf(action, verified), facts), facts);
  if (outcome !== 'counts') return outcome;
  return [{ type: 'ActionCorrected', data: { ...action.ref, verified, reason, note, reviewer: by.accountId } }];
}
