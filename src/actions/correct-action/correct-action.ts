import { Command } from '@nestjs/cqrs';
import type { ActionEvent } from '../../events/action.events.js';
import type { VaultRef, Verified } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { DomainError } from '../../event-store/domain-error.js';
import { underWay } from '../../challenges/index.js';
import { type ActionState, filed, unchangedSince } from '../action.js';
import { type Asker, mayDecideOn } from '../asker.js';
import { knownMetrics, sameNumbers } from '../numbers.js';
import { type ReviewFacts, saidBefore, yes } from '../second-yes.js';

export interface Correction {
  actionId: string;
  verified: Verified;
  reason: string;
  /** The action's revision the reviewer decides on; absent = whatever it is. */
  revision?: number;
}

export class CorrectAction extends Command<{ position: string | null; actionId: string }> {
  constructor(
    readonly input: Correction,
    readonly note: string | null,
    readonly by: Asker,
    readonly context: CommandContext,
  ) {
    super();
  }
}

export function correctAction(
  { verified, reason, revision }: Correction,
  by: Asker,
  state: ActionState,
  facts: ReviewFacts,
  note: VaultRef | null,
): ActionEvent[] {
  const action = filed(state);
  mayDecideOn(action, by);
  if (action.status === 'approved' && sameNumbers(verified, action.verified)) return [];
  const reviewer = by.accountId;
  const wanted = { verified, decision: 'correct', reviewer } as const;
  if (!saidBefore(action, wanted)) unchangedSince(revision, action);
  if (action.status !== 'approved') throw new DomainError('conflict', 'ACTION_NOT_APPROVED', { status: action.status });
  const challenge = underWay(facts.challenge);
  knownMetrics(verified, challenge.rulebooks, 'verified');
  const outcome = yes(action, wanted, facts);
  return outcome === 'counts'
    ? [{ type: 'ActionCorrected', data: { ...action.whose, verified, reason, note, reviewer } }]
    : outcome;
}
