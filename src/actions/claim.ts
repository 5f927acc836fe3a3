import { type ChallengeState, ownerIn, type RunningChallenge } from '../challenges/index.js';
import type { Rulebook } from '../events/rulebook.js';
import { DomainError } from '../event-store/domain-error.js';
import { type ActionState, type Actor, type Claim, requireSubmitted, type SubmittedAction } from './action.js';
import { requireKnownMetrics, scoringMetrics } from './known-metrics.js';
import type { OpenClaim } from './open-claims.js';

/** The claim as a person sent it: words and links are not in the vault yet. */
export interface ClaimInput extends Pick<
  Claim,
  'kind' | 'doneFrom' | 'doneOn' | 'claimed' | 'partners' | 'attestation'
> {
  links: readonly string[];
  /** Ids of uploads that are ready. */
  files?: readonly string[];
  /** Ids of evidence that is there already and stays; a revision may name some. */
  keep?: readonly string[];
  place?: string;
  description?: string;
}

export interface ClaimFacts {
  challenge: ChallengeState;
  /** The day in Asia/Aqtau. */
  today: string;
  /** The stored claim says the same. */
  saysTheSame: boolean;
  /** Claims of the college in the challenge that await a decision; empty where the rulebook does not limit them. */
  open: readonly OpenClaim[];
}

/**
 * Returns the challenge of a submission that arrives today. Its last day counts, not the event that closes it. Throws
 * not-found CHALLENGE_UNKNOWN, conflict CHALLENGE_NOT_OPEN_YET or SUBMISSIONS_CLOSED.
 */
export function takesSubmissions(challenge: ChallengeState, today: string): RunningChallenge {
  if (challenge.status === 'none') throw new DomainError('not-found', 'CHALLENGE_UNKNOWN', {}, 'challengeId');
  if (challenge.status === 'announced')
    throw new DomainError('conflict', 'CHALLENGE_NOT_OPEN_YET', { opensOn: challenge.opensOn });
  if (challenge.status === 'cancelled') throw new DomainError('conflict', 'CHALLENGE_CANCELLED');
  if (!takesClaims(challenge, today)) throw new DomainError('conflict', 'SUBMISSIONS_CLOSED');
  return challenge;
}

/** True while claims of the challenge may come in: its last day counts, not the event that closes it. */
export const takesClaims = ({ status, closesOn }: RunningChallenge, today: string): boolean =>
  status === 'open' && today <= closesOn;

/**
 * A claim reports something when its kind reckons with one of its numbers. Kinds without variable points need none. A number of
 * 0 reports nothing: a claim of zeros would only hold a place.
 */
function requireNumber({ kind, claimed }: Claim, rules: Rulebook): void {
  const metrics = [...new Set(scoringMetrics(kind, rules))];
  const reports = (metric: string) => Object.hasOwn(claimed, metric) && claimed[metric]!.value > 0;
  if (metrics.length > 0 && !metrics.some(reports))
    throw new DomainError('invalid', 'CLAIM_EMPTY', { kind, metrics: metrics.join(', ') }, 'claimed');
}

/** Throws on an unknown kind or metric, an impossible day, a partner outside the challenge, a claim without a number. */
export function possible(
  claim: Claim,
  collegeId: string,
  challenge: RunningChallenge,
  rules: Rulebook | null,
  today: string,
): void {
  const { kind, doneFrom, doneOn, claimed, partners } = claim;
  if (!rules || !Object.hasOwn(rules.kinds, kind)) throw new DomainError('invalid', 'KIND_UNKNOWN', { kind }, 'kind');
  requireKnownMetrics(claimed, challenge.rulebooks, 'claimed');
  if (doneOn > today) throw new DomainError('invalid', 'DONE_IN_FUTURE', { today }, 'doneOn');
  const { opensOn, closesOn } = challenge;
  const isOutside = (day: string | undefined) => day !== undefined && (day < opensOn || day > closesOn);
  const outside = isOutside(doneOn) ? 'doneOn' : isOutside(doneFrom) ? 'doneFrom' : null;
  if (doneFrom !== undefined && doneFrom > doneOn)
    throw new DomainError('invalid', 'DONE_FROM_AFTER_DONE_ON', { doneOn }, 'doneFrom');
  if (outside) throw new DomainError('invalid', 'DONE_OUTSIDE_CHALLENGE', { opensOn, closesOn }, outside);
  const isStranger = (partner: string) => {
    const owner = ownerIn(challenge, partner);
    return owner === ownerIn(challenge, collegeId) || !challenge.entrants.has(owner);
  };
  const stranger = partners.findIndex((partner) => isStranger(partner));
  if (stranger !== -1)
    throw new DomainError(
      'invalid',
      'PARTNER_NOT_IN_CHALLENGE',
      { collegeId: partners[stranger]! },
      `partners.${stranger}`,
    );
  requireNumber(claim, rules);
}

/** Coordinators act for their own college, organisers for any. Throws forbidden NOT_YOUR_COLLEGE. */
export function requireCollege(collegeId: string, by: Actor): void {
  const may = by.role === 'organiser' || (by.role === 'coordinator' && by.collegeId === collegeId);
  if (!may) throw new DomainError('forbidden', 'NOT_YOUR_COLLEGE');
}

/**
 * The action, for the college for which it counts: it may have merged with the one that submitted it. Throws not-found
 * ACTION_UNKNOWN, also to a coordinator of another college; conflict COLLEGE_MERGED; to others forbidden NOT_YOUR_COLLEGE.
 */
export function requireOwned(state: ActionState, by: Actor, challenge: ChallengeState): SubmittedAction {
  const action = requireSubmitted(state);
  const { collegeId } = action.ref;
  const into = ownerIn(challenge, collegeId);
  if (by.role === 'coordinator' && by.collegeId !== into) {
    if (by.collegeId === collegeId) throw new DomainError('conflict', 'COLLEGE_MERGED', { collegeId, into });
    throw new DomainError('not-found', 'ACTION_UNKNOWN');
  }
  requireCollege(into, by);
  return action;
}

/** Evidence that is still there. */
export const evidenceOf = (state: SubmittedAction) => state.claim.evidence.filter(({ id }) => !state.takenDown.has(id));
