import type { ActionEvent } from '../../events/action.events.js';
import { entrantIn } from '../../challenges/index.js';
import { DomainError } from '../../event-store/domain-error.js';
import { ActionCommand, type ActionRef, type ActionState, type Actor, type Claim } from '../action.js';
import { type ClaimFacts, type ClaimInput, possible, requireCollege, takesSubmissions } from '../claim.js';
import { requirePlace, requirePlaceOnDay } from '../open-claims.js';

/** `receipt`: number with check digit; null = stored by an earlier version, which gave none. */
export class SubmitAction extends ActionCommand<
  ActionRef & { claim: ClaimInput },
  { created: boolean; receipt: string | null }
> {}

export function submitAction(
  whose: ActionRef,
  claim: Claim,
  by: Actor,
  state: ActionState,
  facts: ClaimFacts & { receipt?: number },
): ActionEvent[] {
  requireCollege(whose.collegeId, by);
  if (state.status !== 'none') {
    if (facts.saysTheSame && state.status !== 'withdrawn') return [];
    if (facts.saysTheSame) throw new DomainError('conflict', 'ACTION_WITHDRAWN', { actionId: whose.actionId });
    throw new DomainError('conflict', 'ACTION_EXISTS', { actionId: whose.actionId });
  }
  const challenge = takesSubmissions(facts.challenge, facts.today);
  const { challengeId, collegeId } = whose;
  entrantIn(challenge, collegeId);
  const newest = challenge.rulebooks.at(-1);
  possible(claim, collegeId, challenge, newest?.rules ?? null, facts.today);
  requirePlace(challenge, facts.open);
  requirePlaceOnDay(claim, challenge, facts.open);
  const { actionId } = whose;
  const rulebookVersion = newest?.version ?? 1;
  const receipt = facts.receipt === undefined ? {} : { receipt: facts.receipt };
  const data = { ...claim, actionId, challengeId, collegeId, submittedOn: facts.today, rulebookVersion, ...receipt };
  return [{ type: 'ActionSubmitted', data }];
}
