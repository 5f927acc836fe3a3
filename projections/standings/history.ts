import { dayOf } from '../../src/events/day.js';
import type { Board } from '../../src/leaderboard/standings.contract.js';
import { places } from './ranking.js';
import type { HistoryDay, View } from './standings.state.js';
import { tableOf } from './table.js';

/** A day remembers the ranks of so many colleges from the top. */
const HISTORY_COLLEGES = 1000;
const HISTORY_DAYS = 400;

/**
 * Before an event is folded: days that lie before it are closed with the ranks of now. Days at or after it follow it again, for
 * the end of a day is the state at the last event recorded at or before it, and recorded-at may step back.
 */
export function turnDay(view: View, recordedAt: string): void {
  const day = dayOf(recordedAt);
  const open = view.history[view.history.findLastIndex(({ ranks }) => ranks !== null) + 1];
  if (open?.day === day) return;
  const now = open && open.day < day ? ranksOf(view) : null;
  const days = view.history.map((past): HistoryDay => {
    if (past.day >= day) return past.ranks === null ? past : { day: past.day, ranks: null };
    return past.ranks === null ? { day: past.day, ranks: now } : past;
  });
  if (!days.some((past) => past.day === day)) days.push({ day, ranks: null });
  view.history = days.sort((a, b) => (a.day < b.day ? -1 : 1)).slice(-HISTORY_DAYS);
}

/** Ranks on both boards, of at most {@link HISTORY_COLLEGES} colleges. */
export function ranksOf(view: View): Record<Board, Record<string, number>> {
  const { boards } = tableOf(view);
  const ranks = (board: Board) =>
    Object.fromEntries(
      [...places(board, boards[board].slice(0, HISTORY_COLLEGES))].map(([one, rank]) => [one.entrant.collegeId, rank]),
    );
  return { total: ranks('total'), 'per-100': ranks('per-100') };
}
