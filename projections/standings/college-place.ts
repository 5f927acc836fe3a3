import type { LocalisedText } from '../../src/events/values.js';
import { ranksOf } from './history.js';
import { compareRank, orderedOf, tableOf } from './ranking.js';
import type { Audience } from './standings.contract.js';
import { type StandingsState, viewOf } from './standings.state.js';

/** The place of a college on the total board. */
export interface CollegePlace {
  rank: number;
  /** Colleges on the board. */
  of: number;
  points: number;
  /** Rank at the end of the last day before; null = it was on no board. */
  rankBefore: number | null;
  /** The college on the next better place; null = it is first. */
  next: NextPlace | null;
}

export interface NextPlace {
  rank: number;
  collegeId: string;
  shortNames: LocalisedText;
  points: number;
  /** Difference of points; 0 when only ties decide. */
  gap: number;
  /** Points that surely bring the college above it. */
  toOvertake: number;
}

/** `today` ends the days of `rankBefore`, exclusive. Null = not on the board. */
export function placeOf(
  state: StandingsState,
  audience: Audience,
  collegeId: string,
  today: string,
): CollegePlace | null {
  const view = viewOf(state, audience);
  const { colleges, total } = tableOf(view);
  const one = colleges.get(collegeId);
  if (!one) return null;
  const ordered = orderedOf(view, 'total');
  const above = ordered.findLast((other) => compareRank('total', other, one) < 0);
  const { points } = one.standing;
  const day = view.history.findLast((past) => past.day < today);
  const ranks = day && (day.ranks ?? ranksOf(view)).total;
  return {
    rank: total.rankOf(one),
    of: ordered.length,
    points,
    rankBefore: ranks?.[collegeId] ?? null,
    next: above
      ? {
          rank: total.rankOf(above),
          collegeId: above.standing.collegeId,
          shortNames: above.standing.shortNames,
          points: above.standing.points,
          gap: above.standing.points - points,
          toOvertake: above.standing.points - points + 1,
        }
      : null,
  };
}
