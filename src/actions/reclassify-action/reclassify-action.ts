import type { ActionEvent } from '../../events/action.events.js';
import type { VaultRef } from '../../events/values.js';
import { DomainError } from '../../event-store/domain-error.js';
import { requireRunning, rulesFor } from '../../challenges/index.js';
import { ActionCommand, type ActionState, type Actor, requireApproved, requireRevision } from '../action.js';
import { alreadyEndorsed, endorse, requireNew, requireReviewable, type ReviewFacts, stakesOf } from '../review.js';

export interface Reclassification {
  actionId: string;
  kind: string;
  doneOn: string;
  reason: string;
  /** The action's revision the reviewer decides on; absent = whatever it is. */
  revision?: number;
}

export class ReclassifyAction extends ActionCommand<Reclassification, { decided: boolean }> {}

/** The right kind and day of an approved action; numbers, day of submission and rulebook version stay. */
export function reclassifyAction(
  { kind, doneOn, reason, revision }: Reclassification,
  by: Actor,
  state: ActionState,
  facts: ReviewFacts,
  note: VaultRef | null,
): ActionEvent[] {
  const action = requireReviewable(state, by, facts);
  const { claim, verified } = action;
  if (action.status === 'approved' && claim.kind === kind && claim.doneOn === doneOn) return [];
  const wanted = { decision: 'reclassify', verified: verified ?? {}, kind, doneOn } as const;
  if (!alreadyEndorsed(action, by, wanted)) requireRevision(revision, action);
  requireApproved(action);
  requireNew(action, by);
  const challenge = requireRunning(facts.challenge);
  const rules = rulesFor(challenge, action.rulebookVersion);
  if (!rules || !Object.hasOwn(rules.kinds, kind)) throw new DomainError('invalid', 'KIND_UNKNOWN', { kind }, 'kind');
  const { opensOn, closesOn } = challenge;
  if (doneOn < opensOn || doneOn > closesOn)
    throw new DomainError('invalid', 'DONE_OUTSIDE_CHALLENGE', { opensOn, closesOn }, 'doneOn');
  const { submittedOn } = action;
  if (doneOn > submittedOn) throw new DomainError('invalid', 'DONE_AFTER_SUBMITTED', { submittedOn }, 'doneOn');
  const after = facts.pointsOf({ ...action, claim: { ...claim, kind, doneOn } }, verified ?? {});
  const outcome = endorse(action, by, wanted, stakesOf(action, after, facts), facts);
  if (outcome !== 'counts') return outcome;
  const data = { ...action.ref, kind, doneOn, reason, note, reviewer: by.accountId };
  return [{ type: 'ActionReclassified', data }];
}
