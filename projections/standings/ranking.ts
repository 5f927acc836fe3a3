import type { Entrant } from '../../src/events/challenge.events.js';
import { kazakhKey } from '../kazakh-order.js';
import type { CollegeScore } from './scoring.js';
import type { Board, StandingsRow } from './standings.contract.js';

/** Everything that decides a college's rank. Ranks are not in it: they are computed on read, so a college that rises changes only its own. */
export interface Standing extends Omit<StandingsRow, 'order' | 'rank' | 'leagueRank' | 'per100' | 'per100Text'> {
  /** Verified participants of scored actions. */
  participants: number;
  /** Divisor of points and participants: students, at least the rulebook's minimum. */
  divisor: number;
}

/** A standing with the sort key of its Kazakh name. */
export interface Ranked {
  standing: Standing;
  nameKey: string;
}

/** A college of a challenge with its score. */
export interface RankedCollege extends Ranked {
  entrant: Entrant;
  score: CollegeScore;
}

/** `nameKey` spares the collation of a name that is known. */
export function rankedCollege(
  entrant: Entrant,
  score: CollegeScore,
  minimumStudents: number,
  nameKey = kazakhKey(entrant.names.kk),
): RankedCollege {
  const { collegeId, names, shortNames, students, league } = entrant;
  const { points, scored, kinds, participants } = score;
  const divisor = Math.max(students, minimumStudents, 1);
  const counts = { points, actions: scored.size, kinds: kinds.length, students, league, participants, divisor };
  return { standing: { collegeId, names, shortNames, ...counts }, nameKey, entrant, score };
}

/** Makes a stored standing comparable. */
export function ranked(standing: Standing): Ranked {
  return { standing, nameKey: kazakhKey(standing.names.kk) };
}

/** Sign of a/b − c/d for integers with b, d > 0; exact for products of any size. */
export function compareQuotients(a: number, b: number, c: number, d: number): number {
  const left = a * d;
  const right = c * b;
  if (Number.isSafeInteger(left) && Number.isSafeInteger(right)) return left - right;
  return Number(BigInt(a) * BigInt(d) - BigInt(c) * BigInt(b));
}

/** Negative when `a` ranks higher, 0 when they share a rank. */
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

/** Indices of a list from `from` up to, and without, `to`. */
export interface Span {
  from: number;
  to: number;
}

/** The colleges of a board in board order, maintained by binary search. */
export class OrderedBoard<One extends Ranked> {
  private readonly list: One[];

  constructor(
    private readonly board: Board,
    ones: Iterable<One>,
  ) {
    this.list = [...ones].sort((a, b) => compareOrder(board, a, b));
  }

  get ordered(): readonly One[] {
    return this.list;
  }

  /** Rank from 1, shared by equals; `one` need not be on the board. */
  rankOf(one: Ranked): number {
    return 1 + this.countBefore(one, compareRank);
  }

  /**
   * Replaces `before` by `after` (absent = added or removed). Returns the indices whose rows may have changed. These are all between
   * both places with the ties behind, or all behind when the length changes.
   */
  replace(before?: Ranked, after?: One): Span {
    const { list } = this;
    const left = before ? this.countBefore(before, compareOrder) : list.length;
    if (before) list.splice(left, 1);
    if (!after) return { from: left, to: list.length };
    const entered = this.countBefore(after, compareOrder);
    list.splice(entered, 0, after);
    const from = Math.min(left, entered);
    if (!before) return { from, to: list.length };
    let to = Math.max(left, entered) + 1;
    const ties = [before, list[to - 1]!, after];
    while (to < list.length && ties.some((one) => compareRank(this.board, list[to]!, one) === 0)) to += 1;
    return { from, to };
  }

  private countBefore(one: Ranked, compare: typeof compareOrder): number {
    let low = 0;
    let high = this.list.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(this.board, this.list[middle]!, one) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
