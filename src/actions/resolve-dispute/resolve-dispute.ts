import { Command } from '@nestjs/cqrs';
import type { ActionEvent } from '../../events/action.events.js';
import type { VaultRef, Verified } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { DomainError } from '../../event-store/domain-error.js';
import { underWay } from '../../challenges/index.js';
import { type ActionState, filed, unchangedSince } from '../action.js';
import { type Asker, mayDecideOn } from '../asker.js';
import { knownMetrics, sameNumbers } from '../numbers.js';
import type { ReviewFacts } from '../second-yes.js';

export interface Resolution {
  actionId: string;
  outcome: 'upheld' | 'approved' | 'rejected';
  /** What stands when the outcome is `approved`, and only then. */
  verified?: Verified;
  reason: string;
  /** The action's revision the reviewer decides on; absent = whatever it is. */
  revision?: number;
}

export class ResolveDispute extends Command<{ position: string | null; actionId: string }> {
  constructor(
    readonly input: Resolution,
    readonly note: string | null,
    readonly by: Asker,
    readonly context: CommandContext,
  ) {
    super();
  }
}

export function resolveDispute(
  input: Resolution,
  by: Asker,
  state: ActionState,
  facts: ReviewFacts,
  note: VaultRef | null,
): ActionEvent[] {
  const { outcome, reason } = input;
  const action = filed(state);
  mayDecideOn(action, by);
  const verified = input.verified ?? null;
  const { resolution } = action;
  const reviewer = by.accountId;
  const again =
    resolution?.reviewer === reviewer && resolution.outcome === outcome && sameNumbers(resolution.verified, verified);
  if (again) return [];
  unchangedSince(input.revision, action);
  if (!action.disputed) throw new DomainError('conflict', 'NOT_DISPUTED');
  if (action.deciders.has(reviewer)) throw new DomainError('forbidden', 'DECIDED_BEFORE');
  if ((outcome === 'approved') !== (verified !== null))
    throw new DomainError('invalid', 'RESOLUTION_NUMBERS', {}, 'verified');
  const challenge = underWay(facts.challenge);
  if (verified) knownMetrics(verified, challenge.rulebooks, 'verified');
  return [{ type: 'DisputeResolved', data: { ...action.whose, outcome, verified, reason, note, reviewer } }];
}
