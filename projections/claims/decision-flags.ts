import type { DeciderDocument } from '../deciders/deciders.projection.js';
import type { Approval, ClaimDocument } from './claims.contract.js';
import { type Flag, flag } from './flag.js';
import type { Near, Neighbours } from './neighbours.js';

/** Flags that the approvals of a claim raise. */

const HASTE_MS = 60_000;
const DAY_MS = 86_400_000;
const DECISIONS = 5;

const least = (numbers: readonly number[]): number | null => (numbers.length === 0 ? null : Math.min(...numbers));

/** The approvals with what is known of their accounts. */
const known = ({ approvals }: ClaimDocument, neighbours: Neighbours): [Approval, DeciderDocument][] =>
  approvals.flatMap((one) => {
    const decider = neighbours.around.deciders.get(one.reviewer);
    return decider ? [[one, decider] as [Approval, DeciderDocument]] : [];
  });

export function withinAMinute({ approvals, reportedAt }: ClaimDocument): Flag | null {
  const waited = least(approvals.map(({ at }) => Math.max(0, Date.parse(at) - Date.parse(reportedAt))));
  if (waited === null || waited > HASTE_MS) return null;
  return flag('approved-within-a-minute', { seconds: Math.floor(waited / 1000) });
}

export function afterReset(claim: ClaimDocument, { neighbours }: Near): Flag | null {
  const since = known(claim, neighbours).flatMap(([{ at }, { resets }]) => {
    const reset = resets.findLast((one) => one <= at);
    return reset === undefined ? [] : [Math.floor((Date.parse(at) - Date.parse(reset)) / DAY_MS)];
  });
  const days = least(since);
  return days === null ? null : flag('approved-after-reset', { days });
}

/** A reviewer with at least five decisions in the challenge, all about the college of the claim. */
export function ofOneCollege(claim: ClaimDocument, { neighbours }: Near): Flag | null {
  const { challengeId } = claim;
  const counts = known(claim, neighbours).flatMap(([, { decisions }]) => {
    const of = Object.entries(Object.hasOwn(decisions, challengeId) ? decisions[challengeId]! : {});
    const isOnly = of.every(([college]) => neighbours.around.ownerOf(challengeId, college) === neighbours.owner(claim));
    return isOnly ? [of.reduce((sum, [, count]) => sum + count, 0)] : [];
  });
  const decisions = Math.max(0, ...counts);
  return decisions >= DECISIONS ? flag('reviewer-of-one-college', { decisions }) : null;
}

/** The rules refuse such a decision; a role may have been given, or a college merged, after it. */
export function ownHistory(claim: ClaimDocument, { neighbours }: Near): Flag | null {
  const own = [claim.collegeId, neighbours.owner(claim)];
  const reviewers = known(claim, neighbours).filter(([, { colleges }]) =>
    colleges.some((one) => own.includes(one)),
  ).length;
  return reviewers > 0 ? flag('reviewer-had-this-college', { reviewers }) : null;
}
