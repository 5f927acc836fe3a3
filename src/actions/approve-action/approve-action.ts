import { Command } from '@nestjs/cqrs';
import type { ActionEvent } from '../../events/action.events.js';
import type { Verified } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { requireRunning } from '../../challenges/index.js';
import { type ActionState, requireUndecided, requireRevision } from '../action.js';
import { type Actor, requireReviewable } from '../actor.js';
import { requireKnownMetrics, sameMetrics } from '../metrics.js';
import { type ReviewFacts, alreadyEndorsed, endorse } from '../four-eyes.js';

export interface Approval {
  actionId: string;
  verified: Verified;
  /** The action's revision the reviewer decides on; absent = whatever it is. */
  revision?: number;
}

export class ApproveAction extends Command<{ position: string | null; actionId: string; decided: boolean }> {
  constructor(
    readonly input: Approval,
    readonly by: Actor,
    readonly context: CommandContext,
  ) {
    super();
  }
}

export function approveAction(
  { verified, revision }: Approval,
  by: Actor,
  state: ActionState,
  facts: ReviewFacts,
): ActionEvent[] {
  const action = requireReviewable(state, by);
  if (action.status === 'approved' && sameMetrics(verified, action.verified)) return [];
  const reviewer = by.accountId;
  const wanted = { verified, decision: 'approve', reviewer } as const;
  if (!alreadyEndorsed(action, wanted)) requireRevision(revision, action);
  requireUndecided(action, 'ACTION_NOT_REVIEWABLE');
  const challenge = requireRunning(facts.challenge);
  requireKnownMetrics(verified, challenge.rulebooks, 'verified');
  const outcome = endorse(action, wanted, facts);
  return outcome === 'counts' ? [{ type: 'ActionApproved', data: { ...action.ref, verified, reviewer } }] : outcome;
}
