import type { ActionEvent } from '../../events/action.events.js';
import { entrantIn, ownerIn, requireRunning, rulesFor } from '../../challenges/index.js';
import type { VaultRef } from '../../events/values.js';
import { DomainError } from '../../event-store/domain-error.js';
import {
  ActionCommand,
  type ActionState,
  type Actor,
  type Claim,
  requireUndecided,
  type SubmittedAction,
} from '../action.js';
import { type ClaimFacts, type ClaimInput, possible, requireOwned, takesClaims } from '../claim.js';
import { requirePlaceOnDay } from '../open-claims.js';

export class ReviseAction extends ActionCommand<{ actionId: string; claim: ClaimInput }> {}

/**
 * Another kind or day is another deed, which takes this day and the rulebook in force. After submissions close, a revision only
 * answers a question: kind and days stay.
 */
export function reviseAction(
  claim: Claim,
  by: Actor,
  state: ActionState,
  facts: ClaimFacts & { answer?: VaultRef },
): ActionEvent[] {
  const action = requireOwned(state, by, facts.challenge);
  const { collegeId } = action.ref;
  requireUndecided(action, 'ACTION_DECIDED');
  if (action.status === 'submitted' && facts.saysTheSame) return [];
  const challenge = requireRunning(facts.challenge);
  entrantIn(challenge, ownerIn(challenge, collegeId));
  if (!takesClaims(challenge, facts.today)) requireAnswer(claim, action);
  const isOther = claim.kind !== action.claim.kind || claim.doneOn !== action.claim.doneOn;
  const newest = isOther ? challenge.rulebooks.at(-1) : undefined;
  const rules = newest?.rules ?? rulesFor(challenge, action.rulebookVersion);
  possible(claim, collegeId, challenge, rules, facts.today);
  if (isOther) requirePlaceOnDay(claim, challenge, facts.open);
  const since = { submittedOn: newest ? facts.today : null, rulebookVersion: newest?.version ?? null };
  const note = facts.answer && { note: facts.answer };
  return [{ type: 'ActionRevised', data: { ...action.ref, ...claim, ...since, ...note } }];
}

/** Throws conflict NO_OPEN_QUESTION, and invalid CLAIM_FIXED for another kind or day. */
function requireAnswer(claim: Claim, { status, claim: before }: SubmittedAction): void {
  if (status !== 'needs-info') throw new DomainError('conflict', 'NO_OPEN_QUESTION');
  const field = (['kind', 'doneOn', 'doneFrom'] as const).find((one) => claim[one] !== before[one]);
  if (field) throw new DomainError('invalid', 'CLAIM_FIXED', {}, field);
}
