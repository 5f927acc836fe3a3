import { Command } from '@nestjs/cqrs';
import type { ActionEvent } from '../../events/action.events.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { DomainError } from '../../event-store/domain-error.js';
import { type ChallengeState, rulesFor, requireRunning } from '../../challenges/index.js';
import { type ActionState, type Claim, requireSubmitted } from '../action.js';
import { type Actor, requireOwner } from '../actor.js';
import { type ClaimInput, possible } from '../claim.js';

export class ReviseAction extends Command<{ position: string | null; actionId: string }> {
  constructor(
    readonly input: { actionId: string },
    readonly claim: ClaimInput,
    readonly by: Actor,
    readonly context: CommandContext,
  ) {
    super();
  }
}

export interface ReviseFacts {
  challenge: ChallengeState;
  today: string;
  /** The claim as it stands already says the same. */
  saysTheSame: boolean;
}

/** Questions of reviewers are answered after submissions are closed too; the action keeps its rulebook version and the day it came in. */
export function reviseAction(claim: Claim, by: Actor, state: ActionState, facts: ReviseFacts): ActionEvent[] {
  const action = requireSubmitted(state);
  const { collegeId } = action.ref;
  requireOwner(action, by);
  if (action.status !== 'submitted' && action.status !== 'needs-info') {
    throw new DomainError('conflict', 'ACTION_DECIDED', { status: action.status });
  }
  if (action.status === 'submitted' && facts.saysTheSame) return [];
  const challenge = requireRunning(facts.challenge);
  possible(claim, collegeId, challenge, rulesFor(challenge, action.rulebookVersion), facts.today);
  return [{ type: 'ActionRevised', data: { ...action.ref, ...claim } }];
}
