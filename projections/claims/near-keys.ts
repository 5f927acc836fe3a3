import type { ClaimDocument } from './claims.contract.js';

/** The parts of a claim that say in which groups it stands. */
type Place = Pick<ClaimDocument, 'challengeId' | 'collegeId' | 'kind' | 'doneFrom' | 'doneOn' | 'claimed' | 'verified'>;

export const firstDay = ({ doneFrom, doneOn }: Pick<ClaimDocument, 'doneFrom' | 'doneOn'>): string =>
  doneFrom ?? doneOn;

const countsTrees = ({ claimed, verified }: Place) =>
  ['trees', 'livingTrees'].some((metric) => metric in claimed || metric in (verified ?? {}));

/** Calendar months, `YYYY-MM`, that the days of a claim touch. */
export function monthsOf(claim: Pick<ClaimDocument, 'doneFrom' | 'doneOn'>): string[] {
  const last = claim.doneOn.slice(0, 7);
  const months: string[] = [];
  for (let month = firstDay(claim).slice(0, 7); month <= last; month = nextMonth(month)) months.push(month);
  return months;
}

function nextMonth(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

/** Claims of one college in one month, in all challenges. */
export const collegeMonth = (collegeId: string, month: string) => `${collegeId} ${month}`;
/** Claims of all colleges of one kind and last day. */
export const kindAndDay = ({ challengeId, kind, doneOn }: Place) => `${challengeId} ${kind} ${doneOn}`;
/** Claims of one college that count planted or living trees. */
export const treesOf = (challengeId: string, collegeId: string) => `${challengeId} ${collegeId} trees`;

/** The groups in which a claim is found. */
export function nearKeysOf(claim: Place): string[] {
  const { challengeId, collegeId } = claim;
  const months = monthsOf(claim).map((month) => collegeMonth(collegeId, month));
  return [...months, kindAndDay(claim), ...(countsTrees(claim) ? [treesOf(challengeId, collegeId)] : [])];
}

/** The groups in which the neighbours of a claim stand. `colleges` = all whose actions count for its college. */
export function neighbourKeysOf(claim: Place, colleges: readonly string[]): string[] {
  const own = colleges.flatMap((college) => monthsOf(claim).map((month) => collegeMonth(college, month)));
  const trees = countsTrees(claim) ? colleges.map((college) => treesOf(claim.challengeId, college)) : [];
  return [...own, kindAndDay(claim), ...trees];
}
