import { isDeepStrictEqual } from 'node:util';
import type { ActionEvent } from '../../events/action.events.js';
import type { VaultRef, Verified } from '../../events/values.js';
import { DomainError } from '../../event-store/domain-error.js';
import { requireRunning } from '../../challenges/index.js';
import {
  ActionCommand,
  type ActionState,
  type Actor,
  alreadyEndorsed,
  endorse,
  requireKnownMetrics,
  requireReviewable,
  requireRevision,
  type ReviewFacts,
} from '../action.js';

export interface Correction {
  actionId: string;
  verified: Verified;
  reason: string;
  /** The action's revision the reviewer decides on; absent = whatever it is. */
  revision?: number;
}

export class CorrectAction extends ActionCommand<Correction> {}

export function correctAction(
  { verified, reason, revision }: Correction,
  by: Actor,
  state: ActionState,
  facts: ReviewFacts,
  note: VaultRef | null,
): ActionEvent[] {
  const action = requireReviewable(state, by, facts.challenge);
  if (action.status === 'approved' && isDeepStrictEqual(verified, action.verified)) return [];
  const reviewer = by.accountId;
  const wanted = { verified, decision: 'correct', reviewer } as const;
  if (!alreadyEndorsed(action, wanted)) requireRevision(revision, action);
  if (action.status !== 'approved') throw new DomainError('conflict', 'ACTION_NOT_APPROVED', { status: action.status });
  const challenge = requireRunning(facts.challenge);
  requireKnownMetrics(verified, challenge.rulebooks, 'verified');
  const outcome = endorse(action, wanted, facts);
  return outcome === 'counts'
    ? [{ type: 'ActionCorrected', data: { ...action.ref, verified, reason, note, reviewer } }]
    : outcome;
}
