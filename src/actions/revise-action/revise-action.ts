import type { ActionEvent } from '../../events/action.events.js';
import { type ChallengeState, rulesFor, requireRunning } from '../../challenges/index.js';
import { ActionCommand, type ActionState, type Actor, type Claim, requireOwned, requireUndecided } from '../action.js';
import { type ClaimInput, possible } from '../claim.js';

export class ReviseAction extends ActionCommand<{ actionId: string; claim: ClaimInput }> {}

export interface ReviseFacts {
  challenge: ChallengeState;
  today: string;
  /** The claim as it stands already says the same. */
  saysTheSame: boolean;
}

/** Answers are accepted after submissions close; rulebook version and day of submission stay. */
export function reviseAction(claim: Claim, by: Actor, state: ActionState, facts: ReviseFacts): ActionEvent[] {
  const action = requireOwned(state, by);
  const { collegeId } = action.ref;
  requireUndecided(action, 'ACTION_DECIDED');
  if (action.status === 'submitted' && facts.saysTheSame) return [];
  const challenge = requireRunning(facts.challenge);
  possible(claim, collegeId, challenge, rulesFor(challenge, action.rulebookVersion), facts.today);
  return [{ type: 'ActionRevised', data: { ...action.ref, ...claim } }];
}
