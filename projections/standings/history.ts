import { dayOf } from '../../src/events/day.js';
import type { Board } from './standings.contract.js';
import { places } from './board-rows.js';
import { growing, type HistoryDay, type TurnedDay, type View } from './standings.state.js';
import { tableOf } from './table.js';

/** A day remembers the ranks of so many colleges from the top. */
const HISTORY_COLLEGES = 1000;
const HISTORY_DAYS = 400;

/**
 * Before an event is folded: days that lie before it are closed with the ranks of now. Days at or after it follow it again, for
 * the end of a day is the state at the last event recorded at or before it, and recorded-at may step back.
 */
export function turnDay(view: View, recordedAt: string): TurnedDay | undefined {
  const day = dayOf(recordedAt);
  const open = view.history[view.history.findLastIndex(({ ranks }) => ranks !== null) + 1];
  if (open?.day === day) return undefined;
  const now = open && open.day < day ? ranksOf(view) : null;
  const days = view.history.map((past): HistoryDay => {
    if (past.day >= day) return past.ranks === null ? past : { day: past.day, ranks: null };
    return past.ranks === null ? { day: past.day, ranks: now } : past;
  });
  const reopened = view.history.filter((past) => past.day >= day && past.ranks !== null);
  const added = !days.some((past) => past.day === day);
  if (added) days.push({ day, ranks: null });
  view.history = days.sort((a, b) => (a.day < b.day ? -1 : 1)).slice(-HISTORY_DAYS);
  return { day, added, reopened };
}

/** Takes back what turns of the day did, newest first; `at` is the instant the view goes back to. */
export function turnBack(view: View, turns: readonly TurnedDay[], at: string): void {
  const today = dayOf(at);
  const days = new Map(view.history.map((past) => [past.day, past]));
  for (const { day, added, reopened } of turns) {
    if (added) days.delete(day);
    for (const past of reopened) days.set(past.day, past);
  }
  view.history = [...days.values()]
    .map((past) => (past.day >= today ? { day: past.day, ranks: null } : past))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** Ranks on both boards, of at most {@link HISTORY_COLLEGES} colleges. */
export function ranksOf(view: View): Record<Board, Record<string, number>> {
  const { boards } = tableOf(view);
  const ranks = (board: Board) => {
    const found = growing<number>();
    for (const [one, rank] of places(board, boards[board].ordered.slice(0, HISTORY_COLLEGES)))
      found[one.entrant.collegeId] = rank;
    return found;
  };
  return { total: ranks('total'), 'per-100': ranks('per-100') };
}
