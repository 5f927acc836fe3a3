import { isDeepStrictEqual } from 'node:util';
import type { ActionEvent } from '../../events/action.events.js';
import type { VaultRef, Verified } from '../../events/values.js';
import { DomainError } from '../../event-store/domain-error.js';
import { requireRunning } from '../../challenges/index.js';
import {
  ActionCommand,
  type ActionState,
  type Actor,
  requireKnownMetrics,
  requireReviewable,
  requireRevision,
  type ReviewFacts,
} from '../action.js';

export interface Resolution {
  actionId: string;
  outcome: 'upheld' | 'approved' | 'rejected';
  /** The numbers that count; present only with the outcome `approved`. */
  verified?: Verified;
  reason: string;
  /** The action's revision the reviewer decides on; absent = whatever it is. */
  revision?: number;
}

export class ResolveDispute extends ActionCommand<Resolution> {}

export function resolveDispute(
  input: Resolution,
  by: Actor,
  state: ActionState,
  facts: ReviewFacts,
  note: VaultRef | null,
): ActionEvent[] {
  const { outcome, reason } = input;
  const action = requireReviewable(state, by, facts.challenge);
  const verified = input.verified ?? null;
  const { resolution } = action;
  const reviewer = by.accountId;
  const again =
    resolution?.reviewer === reviewer &&
    resolution.outcome === outcome &&
    isDeepStrictEqual(resolution.verified, verified);
  if (again) return [];
  requireRevision(input.revision, action);
  if (!action.disputed) throw new DomainError('conflict', 'NOT_DISPUTED');
  if (action.deciders.has(reviewer)) throw new DomainError('forbidden', 'DECIDED_BEFORE');
  if ((outcome === 'approved') !== (verified !== null))
    throw new DomainError('invalid', 'RESOLUTION_NUMBERS', {}, 'verified');
  const challenge = requireRunning(facts.challenge);
  if (verified) requireKnownMetrics(verified, challenge.rulebooks, 'verified');
  return [{ type: 'DisputeResolved', data: { ...action.ref, outcome, verified, reason, note, reviewer } }];
}
