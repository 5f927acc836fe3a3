import { isDeepStrictEqual } from 'node:util';
import { type ChallengeState, ownerIn, rulesFor } from '../challenges/index.js';
import type { ActionEvent } from '../events/action.events.js';
import type { Verified } from '../events/values.js';
import { DomainError } from '../event-store/domain-error.js';
import {
  type ActionState,
  type Actor,
  type Endorsement,
  requireSubmitted,
  type SubmittedAction,
  type Wanted,
} from './action.js';

export interface ReviewFacts {
  challenge: ChallengeState;
  /** The day in Asia/Aqtau. */
  today: string;
  /** Points of the action with these numbers, by its rules or those in force, before limits over several actions. */
  pointsOf: (action: SubmittedAction, verified: Verified) => number;
  /** The college of the action, and those that it became. */
  kin: ReadonlySet<string>;
  /**
   * Colleges that each account of this review ever had, and those that they became. An account without an entry is not known to be
   * independent.
   */
  colleges: ReadonlyMap<string, ReadonlySet<string>>;
  /** Accounts of this review that are said to belong to no college, which no other organiser has confirmed. */
  unconfirmed: ReadonlySet<string>;
  /** Reviewers who may still decide on the action; null = nobody asked. */
  reviewersLeft: number | null;
}

/** The outcome of a rule: its events, and the state on which it decided. */
export interface Decision {
  events: readonly ActionEvent[];
  state: ActionState;
}

/** A reviewer who decided no more decides: after a resolution, a reopening, and while the decision is disputed. */
export const isBarred = ({ barred, barredByDispute }: SubmittedAction, accountId: string): boolean =>
  barredByDispute.has(accountId) || (barred?.has(accountId) ?? false);

/** The refusal of an account that is not independent of the action's college; colleges that merged are one. Null = it is. */
export function dependence(
  action: SubmittedAction,
  accountId: string,
  colleges: ReadonlySet<string> | undefined,
  facts: Pick<ReviewFacts, 'challenge' | 'kin'>,
): 'OWN_CLAIM' | 'OWN_COLLEGE' | null {
  if (action.claimants.has(accountId)) return 'OWN_CLAIM';
  return !colleges || isOwnCollege(action, colleges, facts) ? 'OWN_COLLEGE' : null;
}

const isOwnCollege = (
  { ref }: SubmittedAction,
  colleges: ReadonlySet<string>,
  { challenge, kin }: Pick<ReviewFacts, 'challenge' | 'kin'>,
): boolean =>
  [...colleges].some((one) => kin.has(one) || ownerIn(challenge, one) === ownerIn(challenge, ref.collegeId));

/**
 * The action, for a reviewer who never belonged to its college and never worked on its claim. Throws not-found ACTION_UNKNOWN,
 * forbidden REVIEWERS_ONLY, OWN_COLLEGE, OWN_CLAIM, NO_COLLEGE_UNCONFIRMED.
 */
export function requireReviewable(state: ActionState, by: Actor, facts: ReviewFacts): SubmittedAction {
  const action = requireSubmitted(state);
  if (by.role !== 'reviewer' && !standsIn(action, by, facts)) throw new DomainError('forbidden', 'REVIEWERS_ONLY');
  if (action.claimants.has(by.accountId)) throw new DomainError('forbidden', 'OWN_CLAIM');
  requireStranger(action, by, facts);
  return action;
}

/** The account never belonged to the college of the action. Throws forbidden OWN_COLLEGE, NO_COLLEGE_UNCONFIRMED. */
export function requireStranger(action: SubmittedAction, { accountId, collegeId }: Actor, facts: ReviewFacts): void {
  const held = new Set([...(facts.colleges.get(accountId) ?? []), ...(collegeId ? [collegeId] : [])]);
  if (isOwnCollege(action, held, facts)) throw new DomainError('forbidden', 'OWN_COLLEGE');
  if (facts.unconfirmed.has(accountId)) throw new DomainError('forbidden', 'NO_COLLEGE_UNCONFIRMED');
}

/** An organiser decides in place of reviewers who all decided before or are not independent. */
const standsIn = ({ disputed, barred }: SubmittedAction, { role }: Actor, { reviewersLeft }: ReviewFacts): boolean =>
  role === 'organiser' && reviewersLeft === 0 && (disputed || barred !== null);

/** Throws forbidden DECIDED_BEFORE. */
export function requireNew(action: SubmittedAction, { accountId }: Actor): void {
  if (isBarred(action, accountId)) throw new DomainError('forbidden', 'DECIDED_BEFORE');
}

/** Points that a decision takes away or gives, whichever is greater. */
export const stakesOf = (action: SubmittedAction, after: number, { pointsOf }: ReviewFacts): number =>
  Math.max(after, action.verified ? pointsOf(action, action.verified) : 0);

const agrees = ({ reviewer: _, ...given }: Endorsement, wanted: Wanted) => isDeepStrictEqual(given, wanted);

const ownOf = (action: SubmittedAction, { accountId }: Actor) =>
  action.endorsements.find(({ reviewer }) => reviewer === accountId);

/** True when this reviewer's standing first yes is this one. */
export function alreadyEndorsed(action: SubmittedAction, by: Actor, wanted: Wanted): boolean {
  const own = ownOf(action, by);
  return own !== undefined && agrees(own, wanted);
}

/**
 * A decision counts, or is a first yes. The strictest of the newest rulebook and the action's own says when two are needed. It
 * counts as soon as two independent reviewers gave the same; the first one's repetition never does.
 */
export function endorse(
  action: SubmittedAction,
  by: Actor,
  wanted: Wanted,
  stakes: number,
  facts: ReviewFacts,
): 'counts' | ActionEvent[] {
  if (alreadyEndorsed(action, by, wanted)) return [];
  const isSecond = action.endorsements.some(
    (first) => first.reviewer !== by.accountId && agrees(first, wanted) && isIndependent(action, first, facts),
  );
  if (isSecond || !needsSecond(action, by, stakes, facts)) return 'counts';
  return [{ type: 'ActionEndorsed', data: { ...action.ref, ...wanted, reviewer: by.accountId } }];
}

/** A first yes lapses when its reviewer has come to depend on the college since. */
const isIndependent = (action: SubmittedAction, { reviewer }: Endorsement, facts: ReviewFacts) =>
  dependence(action, reviewer, facts.colleges.get(reviewer), facts) === null &&
  !facts.unconfirmed.has(reviewer) &&
  !isBarred(action, reviewer);

/** A reviewer whose first yes stands cannot complete it alone, also under a rulebook that asks for one reviewer. */
function needsSecond(action: SubmittedAction, by: Actor, stakes: number, facts: ReviewFacts): boolean {
  const from = secondReviewerFrom(action, facts.challenge);
  if (from !== undefined && stakes >= from) return true;
  const own = ownOf(action, by);
  return own !== undefined && (from === undefined || stakes >= facts.pointsOf(action, own.verified));
}

function secondReviewerFrom(action: SubmittedAction, challenge: ChallengeState): number | undefined {
  if (challenge.status === 'none') return undefined;
  const own = challenge.rulebooks.find(({ version }) => version === action.rulebookVersion)?.rules;
  const books = [challenge.rulebooks.at(-1)?.rules, own, rulesFor(challenge, action.rulebookVersion)];
  const limits = books.flatMap((rules) => rules?.secondReviewerFrom ?? []);
  return limits.length > 0 ? Math.min(...limits) : undefined;
}

/** `decided`: false = a first yes of two. Without an event, a standing first yes still waits for another reviewer. */
export const decisionResponse = ({ events, state }: Decision) => ({
  decided:
    events.length > 0
      ? events.at(-1)?.type !== 'ActionEndorsed'
      : state.status === 'none' || state.endorsements.length === 0,
});
