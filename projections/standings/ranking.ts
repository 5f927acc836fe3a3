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

  /** Replaces `before` by `after`; absent = added or removed. */
  replace(before?: Ranked, after?: One): void {
    if (before) this.list.splice(this.countBefore(before, compareOrder), 1);
    if (after) this.list.splice(this.countBefore(after, compareOrder), 0, after);
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

/** Assigns ranks 1, 2, 2, 4 from the top of an ordered board. */
class Ranks {
  private count = 0;
  private rank = 0;
  private last: Ranked | null = null;

  constructor(private readonly board: Board) {}

  next(one: Ranked): number {
    this.count += 1;
    if (!this.last || compareRank(this.board, this.last, one) !== 0) this.rank = this.count;
    this.last = one;
    return this.rank;
  }
}

/** An ordered board with its ranks 1, 2, 2, 4. */
export function* ranksFrom<One extends Ranked>(board: Board, ordered: readonly One[]): Generator<[One, number]> {
  const ranks = new Ranks(board);
  for (const one of ordered) yield [one, ranks.next(one)];
}

/** All rows of an ordered board. */
export function rowsOf(board: Board, ordered: readonly Ranked[]): StandingsRow[] {
  const all = new Ranks(board);
  const leagues = new Map<string, Ranks>();
  return ordered.map((one, order) => {
    const { league } = one.standing;
    if (league !== null && !leagues.has(league)) leagues.set(league, new Ranks(board));
    const leagueRank = league === null ? null : leagues.get(league)!.next(one);
    return rowOf(board, one, { order, rank: all.next(one), leagueRank });
  });
}

/** A college's row. Index in the list from 0, rank and rank in its league from 1. */
function rowOf(
  board: Board,
  { standing }: Ranked,
  { order, rank, leagueRank }: Pick<StandingsRow, 'order' | 'rank' | 'leagueRank'>,
): StandingsRow {
  const { collegeId, names, shortNames, points, actions, kinds, students, league, divisor } = standing;
  const row = { collegeId, names, shortNames, order, rank, points, actions, kinds, students, league, leagueRank };
  if (board === 'total') return row;
  const quotient = per100(points, divisor);
  return { ...row, per100: quotient, per100Text: per100Text(quotient) };
}

function gcd(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}

/** Points per 100 students in lowest terms; the sign is the numerator's, 0 is 0/1. */
export function per100(points: number, divisor: number): { numerator: number; denominator: number } {
  const numerator = points * 100;
  const common = gcd(Math.abs(numerator), divisor);
  return { numerator: numerator / common, denominator: divisor / common };
}

/** Cut towards zero to two decimals: 1239/100 → `12.39`, −1/3 → `-0.33`, −1/1000 → `0.00`. */
export function per100Text({ numerator, denominator }: { numerator: number; denominator: number }): string {
  const size = Math.abs(numerator);
  const whole = Math.floor(size / denominator);
  const hundredths = Math.floor(((size % denominator) * 100) / denominator);
  const sign = numerator < 0 && whole + hundredths > 0 ? '-' : '';
  return `${sign}${whole}.${String(hundredths).padStart(2, '0')}`;
}
