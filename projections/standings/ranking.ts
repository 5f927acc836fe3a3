import type { Entrant } from '../../src/events/challenge.events.js';
import type { Board, StandingsRow } from './standings.contract.js';
import { kazakhKey } from '../kazakh-order.js';
import type { CollegeScore } from './scoring.js';

/**
 * What one college has brought to a board, and all that its place is reckoned from. Places are not in it: they follow from the
 * standings of all, so that a college that rises changes its own standing alone.
 */
export interface Standing extends Omit<StandingsRow, 'order' | 'rank' | 'leagueRank' | 'per100' | 'per100Text'> {
  /** Verified participants of scored actions. */
  participants: number;
  /** What points and participants are divided by: students, at least the rulebook's minimum. */
  divisor: number;
}

/** A standing as the boards compare it. */
export interface Ranked {
  standing: Standing;
  nameKey: string;
}

/** A college of a challenge with the score its standing tells of. */
export interface Contestant extends Ranked {
  entrant: Entrant;
  score: CollegeScore;
}

/** `before`: the same college as it stood until now; what follows from its entry alone is taken over. */
export function contestant(
  entrant: Entrant,
  score: CollegeScore,
  minimumStudents: number,
  before?: Contestant,
): Contestant {
  if (before?.entrant === entrant)
    return contestantOf(entrant, score, minimumStudents, before.standing, before.nameKey);
  return contestantOf(entrant, score, minimumStudents, entrant, kazakhKey(entrant.names.kk));
}

function contestantOf(
  entrant: Entrant,
  { points, scored, kinds, diversity, participants }: CollegeScore,
  minimumStudents: number,
  { collegeId, names, shortNames, students, league }: Pick<Entrant, keyof Entrant & keyof Standing>,
  nameKey: string,
): Contestant {
  const standing: Standing = {
    collegeId,
    names,
    shortNames,
    points,
    actions: scored.size,
    kinds: kinds.length,
    students,
    league,
    participants,
    divisor: Math.max(students, minimumStudents, 1),
  };
  // Written out: a copy of a copy would be of a shape that no other score has, and each of its fields slow to read.
  return { standing, nameKey, entrant, score: { points, scored, kinds, diversity, participants } };
}

/** A standing that was stored, to be compared again. */
export function ranked(standing: Standing): Ranked {
  return { standing, nameKey: kazakhKey(standing.names.kk) };
}

/** Sign of a/b − c/d for integers with b, d > 0; exact, however great the products are. */
export function compareQuotients(a: number, b: number, c: number, d: number): number {
  const left = a * d;
  const right = c * b;
  if (Number.isSafeInteger(left) && Number.isSafeInteger(right)) return left - right;
  return Number(BigInt(a) * BigInt(d) - BigInt(c) * BigInt(b));
}

/**
 * What a board is ordered by first, the greatest before all. On the per-100 board it is rounded: two that differ are in the right order,
 * since division rounds alike on both sides, and two that are the same are yet to be compared.
 */
export function worth(board: Board, { points, divisor }: Standing): number {
  return board === 'total' ? points : points / divisor;
}

/** Negative when `a` stands higher, 0 when they share a place. */
export function compareRank(board: Board, { standing: a }: Ranked, { standing: b }: Ranked): number {
  const first = board === 'total' ? b.points - a.points : compareQuotients(b.points, b.divisor, a.points, a.divisor);
  return first || b.kinds - a.kinds || compareQuotients(b.participants, b.divisor, a.participants, a.divisor);
}

/** Board order: rank, then the Kazakh alphabet, then id; never 0 for two colleges. */
export function compareOrder(board: Board, a: Ranked, b: Ranked): number {
  const byRank = compareRank(board, a, b);
  if (byRank !== 0) return byRank;
  if (a.nameKey !== b.nameKey) return a.nameKey < b.nameKey ? -1 : 1;
  const [left, right] = [a.standing.collegeId, b.standing.collegeId];
  return left < right ? -1 : left > right ? 1 : 0;
}
