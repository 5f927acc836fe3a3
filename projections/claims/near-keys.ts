import { daysAfter, daysBetween } from '../../src/events/day.js';
import type { ClaimDocument } from './claims.contract.js';

type Days = Pick<ClaimDocument, 'doneFrom' | 'doneOn'>;
/** The parts of a claim that say in which groups it stands. */
type Placed = Days & Pick<ClaimDocument, 'challengeId' | 'collegeId' | 'kind' | 'claimed' | 'verified'>;

/** A longer action is found by its months, because one of a whole season would have hundreds of keys. */
const SHORT_DAYS = 7;

export const firstDay = ({ doneFrom, doneOn }: Days): string => doneFrom ?? doneOn;

const isShort = (claim: Days) => daysBetween(firstDay(claim), claim.doneOn) < SHORT_DAYS;

function daysOf(claim: Days): string[] {
  const days: string[] = [];
  for (let day = firstDay(claim); day <= claim.doneOn; day = daysAfter(day, 1)) days.push(day);
  return days;
}

function monthsOf(claim: Days): string[] {
  const months: string[] = [];
  for (let month = firstDay(claim).slice(0, 7); month <= claim.doneOn; month = daysAfter(`${month}-28`, 4).slice(0, 7))
    months.push(month);
  return months;
}

const prefixed = (prefix: string, times: readonly string[]) => times.map((time) => `${prefix} ${time}`);

/** Groups of a college by time, in all challenges. Days are for short claims alone. */
const timesOf = (claim: Days, collegeId: string) => [
  ...prefixed(collegeId, monthsOf(claim)),
  ...(isShort(claim) ? prefixed(collegeId, daysOf(claim)) : prefixed(`${collegeId} long`, monthsOf(claim))),
];

/** Groups with every claim of a college whose days overlap; some may not. */
export const overlapKeysOf = (claim: Days, collegeId: string): string[] =>
  isShort(claim)
    ? [...prefixed(collegeId, daysOf(claim)), ...prefixed(`${collegeId} long`, monthsOf(claim))]
    : prefixed(collegeId, monthsOf(claim));

/** Claims of all colleges of one kind and last day. */
export const kindAndDay = ({ challengeId, kind, doneOn }: Placed) => `${challengeId} ${kind} ${doneOn}`;

/** Claims of one college that count planted or living trees. */
export const treesOf = (challengeId: string, collegeId: string) => `${challengeId} ${collegeId} trees`;

const reports = ({ claimed, verified }: Placed, metric: string) => metric in claimed || metric in (verified ?? {});

/** The groups in which a claim is found. */
export function nearKeysOf(claim: Placed): string[] {
  const { challengeId, collegeId } = claim;
  const hasTrees = reports(claim, 'trees') || reports(claim, 'livingTrees');
  return [...timesOf(claim, collegeId), kindAndDay(claim), ...(hasTrees ? [treesOf(challengeId, collegeId)] : [])];
}

/** The groups in which the neighbours of a claim stand. `colleges` = all whose actions count for its college. */
export function neighbourKeysOf(claim: Placed, colleges: readonly string[]): string[] {
  const own = colleges.flatMap((college) => overlapKeysOf(claim, college));
  const trees = reports(claim, 'livingTrees') ? colleges.map((college) => treesOf(claim.challengeId, college)) : [];
  return [...own, kindAndDay(claim), ...trees];
}
