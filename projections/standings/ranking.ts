import type { Entrant } from '../../src/events/challenge.events.js';
import type { Board, StandingsRow } from '../../src/leaderboard/standings.contract.js';
import { kazakhKey } from '../kazakh-order.js';
import type { CollegeScore } from './scoring.js';

/** A college as the boards compare it. */
export interface Contestant {
  entrant: Entrant;
  nameKey: string;
  /** What points and participants are divided by: students, at least the rulebook's minimum. */
  divisor: number;
  score: CollegeScore;
}

/** Entrants are replaced, never changed, so a key is reckoned once. */
const nameKeys = new WeakMap<Entrant, string>();

function nameKeyOf(entrant: Entrant): string {
  const known = nameKeys.get(entrant);
  if (known !== undefined) return known;
  const key = kazakhKey(entrant.names.kk);
  nameKeys.set(entrant, key);
  return key;
}

export function contestant(entrant: Entrant, score: CollegeScore, minimumStudents: number): Contestant {
  return {
    entrant,
    nameKey: nameKeyOf(entrant),
    divisor: Math.max(entrant.students, minimumStudents, 1),
    score,
  };
}

/** Sign of a/b − c/d for integers with b, d > 0; exact, however great the products are. */
export function compareQuotients(a: number, b: number, c: number, d: number): number {
  const left = a * d;
  const right = c * b;
  if (Number.isSafeInteger(left) && Number.isSafeInteger(right)) return left - right;
  return Number(BigInt(a) * BigInt(d) - BigInt(c) * BigInt(b));
}

/** Negative when `a` stands higher, 0 when they share a place. */
export function compareRank(board: Board, a: Contestant, b: Contestant): number {
  const first =
    board === 'total'
      ? b.score.points - a.score.points
      : compareQuotients(b.score.points, b.divisor, a.score.points, a.divisor);
  return (
    first ||
    b.score.kinds.length - a.score.kinds.length ||
    compareQuotients(b.score.participants, b.divisor, a.score.participants, a.divisor)
  );
}

/** Board order: rank, then the Kazakh alphabet, then id; never 0 for two colleges. */
export function compareOrder(board: Board, a: Contestant, b: Contestant): number {
  const ranked = compareRank(board, a, b);
  if (ranked !== 0) return ranked;
  if (a.nameKey !== b.nameKey) return a.nameKey < b.nameKey ? -1 : 1;
  return a.entrant.collegeId < b.entrant.collegeId ? -1 : a.entrant.collegeId > b.entrant.collegeId ? 1 : 0;
}

/** How many of an ordered board stand before `one`: higher in rank, or with `inOrder` before it in the list. */
export function countBefore(board: Board, ordered: readonly Contestant[], one: Contestant, inOrder = false): number {
  const compare = inOrder ? compareOrder : compareRank;
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(board, ordered[middle]!, one) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Takes `before` out of an ordered board and puts `after` where it belongs; only those between the two places move. */
export function replaceIn(board: Board, ordered: Contestant[], before?: Contestant, after?: Contestant): void {
  if (!before || !after) {
    if (before) ordered.splice(countBefore(board, ordered, before, true), 1);
    if (after) ordered.splice(countBefore(board, ordered, after, true), 0, after);
    return;
  }
  let at = countBefore(board, ordered, before, true);
  const to = countBefore(board, ordered, after, true) - (compareOrder(board, before, after) < 0 ? 1 : 0);
  for (; at > to; at -= 1) ordered[at] = ordered[at - 1]!;
  for (; at < to; at += 1) ordered[at] = ordered[at + 1]!;
  ordered[to] = after;
}

/** Walks an ordered board with places 1, 2, 2, 4. */
export function* places(board: Board, ordered: readonly Contestant[]): Generator<[Contestant, number]> {
  let rank = 0;
  for (const [index, one] of ordered.entries()) {
    const previous = ordered[index - 1];
    if (!previous || compareRank(board, previous, one) !== 0) rank = index + 1;
    yield [one, rank];
  }
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

/** All rows of an ordered board, not to be changed: one that says the same as the last time is the same object. */
export function rowsOf(board: Board, ordered: readonly Contestant[]): StandingsRow[] {
  const leagues = new Map<string, Contestant[]>();
  for (const one of ordered) {
    if (one.entrant.league === null) continue;
    const league = leagues.get(one.entrant.league);
    if (league) league.push(one);
    else leagues.set(one.entrant.league, [one]);
  }
  const leagueRanks = new Map<Contestant, number>();
  for (const league of leagues.values()) for (const [one, rank] of places(board, league)) leagueRanks.set(one, rank);
  return [...places(board, ordered)].map(([one, rank], order) =>
    row(board, one, order, rank, leagueRanks.get(one) ?? null),
  );
}

/** A contestant is replaced, never changed: where it stays in its place its row is the same. */
const lastRows: Record<Board, WeakMap<Contestant, StandingsRow>> = { total: new WeakMap(), 'per-100': new WeakMap() };

function row(board: Board, one: Contestant, order: number, rank: number, leagueRank: number | null): StandingsRow {
  const last = lastRows[board].get(one);
  if (last && last.order === order && last.rank === rank && last.leagueRank === leagueRank) return last;
  const made = newRow(board, one, order, rank, leagueRank);
  lastRows[board].set(one, made);
  return made;
}

function newRow(board: Board, one: Contestant, order: number, rank: number, leagueRank: number | null): StandingsRow {
  const { entrant, score, divisor } = one;
  const { collegeId, names, shortNames, students, league } = entrant;
  const { points, scored, kinds } = score;
  const base = {
    collegeId,
    names,
    shortNames,
    order,
    rank,
    points,
    actions: scored.size,
    kinds: kinds.length,
    students,
    league,
    leagueRank,
  };
  if (board === 'total') return base;
  const quotient = per100(points, divisor);
  return { ...base, per100: quotient, per100Text: per100Text(quotient) };
}
