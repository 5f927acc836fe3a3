import type { ActionEvent } from '../../events/action.events.js';
import { entrantIn, requireRunning, rulesFor } from '../../challenges/index.js';
import { ActionCommand, type ActionState, type Actor, type Claim, requireUndecided } from '../action.js';
import { type ClaimFacts, type ClaimInput, possible, requireOwned } from '../claim.js';

export class ReviseAction extends ActionCommand<{ actionId: string; claim: ClaimInput }> {}

/** Answers are accepted after submissions close; rulebook version and day of submission stay. */
export function reviseAction(claim: Claim, by: Actor, state: ActionState, facts: ClaimFacts): ActionEvent[] {
  const action = requireOwned(state, by);
  const { collegeId } = action.ref;
  requireUndecided(action, 'ACTION_DECIDED');
  if (action.status === 'submitted' && facts.saysTheSame) return [];
  const challenge = requireRunning(facts.challenge);
  entrantIn(challenge, collegeId);
  possible(claim, collegeId, challenge, rulesFor(challenge, action.rulebookVersion), facts.today);
  return [{ type: 'ActionRevised', data: { ...action.ref, ...claim } }];
}
