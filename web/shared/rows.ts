import type { Board, StandingsHistory, StandingsRow } from '../../projections/standings/standings.contract.js';
import type { Locale } from '../../src/pages/page.contract.js';
import { hundredths, number } from './format.js';

/** The value that orders a board, as one integer: points, or hundredths of points per 100 students. */
export function valueOf(row: StandingsRow): number {
  if (row.per100Text === undefined) return row.points;
  const [whole = '0', cents = '00'] = row.per100Text.replace('-', '').split('.');
  const value = Number(whole) * 100 + Number(cents);
  return row.per100Text.charAt(0) === '-' ? -value : value;
}

/** A value of `valueOf` as text of its board. */
export function valueText(value: number, board: Board, locale: Locale): string {
  return board === 'per-100' ? hundredths(value, locale) : number(value, locale);
}

/** A difference of two values with its sign; two equal values are `=`. */
export function gapText(difference: number, board: Board, locale: Locale): string {
  if (difference === 0) return '=';
  return (difference > 0 ? '+' : '') + valueText(difference, board, locale);
}

/** Places won since yesterday: +2 = two up; null when yesterday is not known. */
export function sinceYesterday(history: StandingsHistory | null, row: StandingsRow): number | null {
  const days = history?.days ?? [];
  const before = days[days.length - 2]?.ranks[row.collegeId];
  return before === undefined ? null : before - row.rank;
}

/** Ranks of the last 14 days, the last one as it is now. */
export function rankLine(history: StandingsHistory | null, row: StandingsRow): number[] {
  const days = history?.days.slice(-14) ?? [];
  const ranks = days.slice(0, -1).map((day) => day.ranks[row.collegeId]);
  return [...ranks.filter((rank): rank is number => rank !== undefined), row.rank];
}

/** Why a row stands below another of the same value; null when it does not. */
export function tieReason(above: StandingsRow | null, row: StandingsRow): 'tieKinds' | 'tiePeople' | null {
  if (!above || above.rank === row.rank || valueOf(above) !== valueOf(row)) return null;
  return above.kinds > row.kinds ? 'tieKinds' : 'tiePeople';
}

/** How many rows share the first place; 0 before anybody has points. */
export function countOfFirst(rows: readonly StandingsRow[]): number {
  const first = rows[0];
  return first && valueOf(first) > 0 ? rows.filter((row) => row.rank === first.rank).length : 0;
}
