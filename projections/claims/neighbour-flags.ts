import type { ClaimDocument } from './claims.contract.js';
import { type Flag, flag } from './flag.js';
import { firstDay } from './near-keys.js';
import type { Near } from './neighbours.js';

/** Flags that a claim raises together with others. */

const KINDS_A_DAY = 3;

/** Not rejected, not revoked, not withdrawn. */
const stands = ({ status, pending }: ClaimDocument) => pending || status === 'approved';
const wasRejected = ({ status }: ClaimDocument) => status === 'rejected' || status === 'revoked';

const overlaps = (one: ClaimDocument, other: ClaimDocument) =>
  firstDay(one) <= other.doneOn && firstDay(other) <= one.doneOn;

const countFlag = (code: Flag['code'], claims: readonly ClaimDocument[]) =>
  claims.length > 0 ? flag(code, { claims: claims.length }, { claims }) : null;

export function sameKindSameDay(claim: ClaimDocument, { college }: Near): Flag | null {
  const isTwin = ({ kind, doneOn }: ClaimDocument) => kind === claim.kind && doneOn === claim.doneOn;
  return countFlag(
    'same-kind-same-day',
    college.filter((one) => stands(one) && isTwin(one)),
  );
}

/** Claims of the same last day are `same-kind-same-day`. */
export function overlappingDays(claim: ClaimDocument, { college }: Near): Flag | null {
  const isOverlapping = (one: ClaimDocument) =>
    one.kind === claim.kind && one.doneOn !== claim.doneOn && overlaps(one, claim);
  return countFlag(
    'overlapping-days',
    college.filter((one) => stands(one) && isOverlapping(one)),
  );
}

export function manyKinds(claim: ClaimDocument, { college }: Near): Flag | null {
  const claims = college.filter((one) => stands(one) && one.doneOn === claim.doneOn && one.kind !== claim.kind);
  const kinds = 1 + new Set(claims.map(({ kind }) => kind)).size;
  return kinds >= KINDS_A_DAY ? flag('many-kinds-one-day', { kinds }, { claims }) : null;
}

/** Metrics with the same number above 0 in both claims. */
const equalMetrics = ({ claimed: one }: ClaimDocument, { claimed: other }: ClaimDocument) =>
  Object.keys(one).filter(
    (metric) => Object.hasOwn(other, metric) && one[metric]! > 0 && one[metric] === other[metric],
  );

/** Participants decide only where both claims report nothing else: two colleges may well send as many people. */
function equalInFull(one: ClaimDocument, other: ClaimDocument): string | null {
  const isAlone = [one, other].every(({ claimed }) => Object.keys(claimed).every((name) => name === 'participants'));
  return equalMetrics(one, other).find((metric) => isAlone || metric !== 'participants') ?? null;
}

/** Each college may report its share of a joint action; here others report the same number. */
export function jointInFull(claim: ClaimDocument, { others, neighbours }: Near): Flag | null {
  const names = (one: ClaimDocument, other: ClaimDocument) =>
    one.partners.some((partner) => neighbours.around.ownerOf(one.challengeId, partner) === neighbours.owner(other));
  const isJoint = (one: ClaimDocument) => names(claim, one) || names(one, claim) || neighbours.isSamePlace(one, claim);
  const claims = others.filter((one) => stands(one) && isJoint(one) && equalInFull(claim, one) !== null);
  if (claims.length === 0) return null;
  const metric = equalInFull(claim, claims[0]!)!;
  const colleges = new Set(claims.map((one) => neighbours.owner(one))).size;
  return flag('joint-action-in-full', { colleges, value: claim.claimed[metric]! }, { metric, claims });
}

export function inAnotherChallenge(claim: ClaimDocument, { elsewhere, neighbours }: Near): Flag | null {
  const isAlike = (one: ClaimDocument) =>
    overlaps(one, claim) && (equalMetrics(one, claim).length > 0 || neighbours.isSamePlace(one, claim));
  return countFlag(
    'same-in-another-challenge',
    elsewhere.filter((one) => stands(one) && isAlike(one)),
  );
}

export function sameLink(claim: ClaimDocument, { linked, neighbours }: Near): Flag | null {
  const colleges = new Set(linked.map((one) => neighbours.owner(one)));
  colleges.delete(neighbours.owner(claim));
  return linked.length > 0
    ? flag('same-link', { claims: linked.length, colleges: colleges.size }, { claims: linked })
    : null;
}

/** Files of other claims that equal a file of this one, or look like it. */
export function samePhoto(claim: ClaimDocument, { photographed, neighbours }: Near): Flag | null {
  const colleges = new Set(photographed.map((one) => neighbours.owner(one)));
  colleges.delete(neighbours.owner(claim));
  return photographed.length > 0
    ? flag('same-photo', { claims: photographed.length, colleges: colleges.size }, { claims: photographed })
    : null;
}

/** An earlier claim of the college, of the same kind and days or with a link of this one. */
export function rejectedBefore(claim: ClaimDocument, { college, linked, neighbours }: Near): Flag | null {
  const alike = [
    ...college.filter((one) => one.kind === claim.kind && overlaps(one, claim)),
    ...linked.filter((one) => neighbours.owner(one) === neighbours.owner(claim)),
  ];
  const isEarlier = ({ submittedAt }: ClaimDocument) => submittedAt < claim.submittedAt;
  return countFlag(
    'rejected-before',
    [...new Set(alike)].filter((one) => wasRejected(one) && isEarlier(one)),
  );
}

/** Living trees of all days together, approved or claimed, against the planted trees that are approved. */
export function livingTrees(claim: ClaimDocument, { trees }: Near): Flag | null {
  if (!Object.hasOwn(claim.claimed, 'livingTrees')) return null;
  const all = [claim, ...trees.filter(stands)];
  const sum = (metric: string, numbersOf: (one: ClaimDocument) => Readonly<Record<string, number>>) =>
    all.reduce((total, one) => total + (numbersOf(one)[metric] ?? 0), 0);
  const living = sum('livingTrees', ({ verified, claimed }) => verified ?? claimed);
  const planted = sum('trees', ({ verified }) => verified ?? {});
  if (living <= planted) return null;
  const claims = all.slice(1).filter(({ claimed }) => Object.hasOwn(claimed, 'livingTrees'));
  return flag('more-living-trees-than-planted', { living, planted, claims: claims.length + 1 }, { claims });
}
