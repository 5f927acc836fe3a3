import type { Board, StandingsRow } from './standings.contract.js';
import { compareRank, type Ranked } from './ranking.js';

/** Index in the list from 0, rank from 1, rank in its league from 1. */
export interface Place {
  order: number;
  rank: number;
  leagueRank: number | null;
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

/** A college's row at its place. */
export function rowOf(board: Board, { standing }: Ranked, { order, rank, leagueRank }: Place): StandingsRow {
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
