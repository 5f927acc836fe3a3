import { isDeepStrictEqual } from 'node:util';
import type { ActionEvent } from '../../events/action.events.js';
import type { VaultRef, Verified } from '../../events/values.js';
import { DomainError } from '../../event-store/domain-error.js';
import { requireRunning } from '../../challenges/index.js';
import { ActionCommand, type ActionState, type Actor, requireRevision } from '../action.js';
import { requireKnownMetrics } from '../known-metrics.js';
import { alreadyEndorsed, endorse, requireNew, requireReviewable, type ReviewFacts, stakesOf } from '../review.js';

export interface Resolution {
  actionId: string;
  outcome: 'upheld' | 'approved' | 'rejected';
  /** The numbers that count; present only with the outcome `approved`. */
  verified?: Verified;
  reason: string;
  /** The action's revision the reviewer decides on; absent = whatever it is. */
  revision?: number;
}

export class ResolveDispute extends ActionCommand<Resolution, { decided: boolean }> {}

export function resolveDispute(
  input: Resolution,
  by: Actor,
  state: ActionState,
  facts: ReviewFacts,
  note: VaultRef | null,
): ActionEvent[] {
  const { outcome, reason } = input;
  const action = requireReviewable(state, by, facts);
  const verified = input.verified ?? null;
  const { resolution } = action;
  const reviewer = by.accountId;
  const again =
    resolution?.reviewer === reviewer &&
    resolution.outcome === outcome &&
    isDeepStrictEqual(resolution.verified, verified);
  if (again) return [];
  const wanted = { decision: 'resolve', verified: verified ?? {}, outcome } as const;
  if (!alreadyEndorsed(action, by, wanted)) requireRevision(input.revision, action);
  if (!action.disputed) throw new DomainError('conflict', 'NOT_DISPUTED');
  requireNew(action, by);
  if ((outcome === 'approved') !== (verified !== null))
    throw new DomainError('invalid', 'RESOLUTION_NUMBERS', {}, 'verified');
  const challenge = requireRunning(facts.challenge);
  if (verified) requireKnownMetrics(verified, challenge.rulebooks, 'verified');
  const after = verified ? facts.pointsOf(action, verified) : 0;
  const outcomes = endorse(action, by, wanted, stakesOf(action, after, facts), facts);
  if (outcomes !== 'counts') return outcomes;
  return [{ type: 'DisputeResolved', data: { ...action.ref, outcome, verified, reason, note, reviewer } }];
}
