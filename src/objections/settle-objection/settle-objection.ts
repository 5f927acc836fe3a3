import { type ChallengeState, requireOpened } from '../../challenges/index.js';
import type { ObjectionEvent, ObjectionTarget } from '../../events/objection.events.js';
import type { VaultRef } from '../../events/values.js';
import { DomainError } from '../../event-store/domain-error.js';
import {
  type Actor,
  concernedBy,
  isCollege,
  ObjectionCommand,
  type ObjectionState,
  type RaisedObjection,
  refOf,
  requireRaised,
  type Settlement,
} from '../objection.js';

type Settling = { objectionId: string } & Pick<Settlement, 'outcome' | 'reason'>;

export class SettleObjection extends ObjectionCommand<Settling, { mend: string[] }> {}

export interface SettlingFacts {
  challenge: ChallengeState;
  /** Accounts that decided on the target, or worked on the claim. */
  deciders: ReadonlySet<string>;
  /** The college that objects, the college concerned, and those that they became. */
  parties: ReadonlySet<string>;
  /** Colleges that the account ever had, and those that they became. */
  colleges: ReadonlySet<string>;
  /** It is said to belong to no college, and no other organiser has confirmed that. */
  unconfirmed: boolean;
  /** The target is an adjustment that waits for a second organiser. */
  isProposal: boolean;
  /** Organisers who may settle it; null = nobody asked. */
  organisersLeft: number | null;
}

/** Why an account does not settle an objection; null = it may. */
export function partiality(
  { raisedBy, collegeId, target }: RaisedObjection,
  accountId: string,
  { challenge, deciders, parties, colleges, unconfirmed }: Omit<SettlingFacts, 'organisersLeft' | 'isProposal'>,
): 'OWN_OBJECTION' | 'DECIDED_ON_TARGET' | 'COLLEGE_OF_OBJECTION' | 'NO_COLLEGE_UNCONFIRMED' | null {
  if (accountId === raisedBy) return 'OWN_OBJECTION';
  if (deciders.has(accountId)) return 'DECIDED_ON_TARGET';
  const isParty = [...colleges].some(
    (held) => parties.has(held) || [collegeId, concernedBy(target)].some((party) => isCollege(held, party, challenge)),
  );
  if (isParty) return 'COLLEGE_OF_OBJECTION';
  return unconfirmed ? 'NO_COLLEGE_UNCONFIRMED' : null;
}

/** An organiser settles; a reviewer only when no independent organiser is left. Points stay as they are. */
export function settleObjection(
  { outcome, reason }: Omit<Settling, 'objectionId'>,
  by: Actor,
  state: ObjectionState,
  facts: SettlingFacts,
  note: VaultRef | null,
): ObjectionEvent[] {
  const raised = requireRaised(state);
  const { settlement } = raised;
  if (settlement?.by === by.accountId && settlement.outcome === outcome && settlement.reason === reason) return [];
  if (raised.status !== 'open') throw new DomainError('conflict', 'OBJECTION_SETTLED');
  if (by.role !== 'organiser' && facts.organisersLeft !== 0) throw new DomainError('forbidden', 'ORGANISERS_SETTLE');
  const colleges = new Set([...facts.colleges, ...(by.collegeId ? [by.collegeId] : [])]);
  const refusal = partiality(raised, by.accountId, { ...facts, colleges });
  if (refusal) throw new DomainError('forbidden', refusal);
  requireOpened(facts.challenge);
  return [{ type: 'ObjectionSettled', data: { ...refOf(raised), outcome, reason, note } }];
}

/** The commands that mend a target whose objection was upheld; an adjustment that counts is no proposal any more. */
export function mendersOf(target: ObjectionTarget, challengeId: string, isProposal: boolean): string[] {
  const challenge = `POST /api/challenges/${challengeId}`;
  switch (target.kind) {
    case 'action':
      return ['reopen', 'revoke', 'correct', 'reclassify'].map(
        (command) => `POST /api/actions/${target.actionId}/${command}`,
      );
    case 'adjustment':
      return [isProposal ? `${challenge}/adjustments/${target.adjustmentId}/decline` : `${challenge}/adjust`];
    case 'enrolment':
      return [`${challenge}/colleges/${target.collegeId}/enrolment`];
    case 'final':
      return [`${challenge}/reopen`];
  }
}
