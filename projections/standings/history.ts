import { dayOf } from '../../src/events/day.js';
import { ranksFrom } from './ranking.js';
import { tableOf } from './derived.js';
import type { Board } from './standings.contract.js';
import {
  collegeOf,
  copyView,
  dictionary,
  type DayChange,
  type HistoryDay,
  type RecentEvent,
  type StandingsState,
  type View,
} from './standings.state.js';

/** A day stores the ranks of this many colleges from the top. */
const HISTORY_COLLEGES = 1000;
const HISTORY_DAYS = 400;
/** A final reaches back over at most this many events that were recorded before it. */
const RECENT_EVENTS = 256;

/**
 * Closes the days before an event with the present ranks and reopens days at or after it. Recorded-at may step back: a day
 * ends with the last event recorded at or before it.
 */
export function openDay(view: View, recordedAt: string): DayChange | undefined {
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

/** Undoes changes of days, newest first; `at` is the instant the view goes back to. */
function undoDays(view: View, changes: readonly DayChange[], at: string): void {
  const today = dayOf(at);
  const days = new Map(view.history.map((past) => [past.day, past]));
  for (const { day, added, reopened } of changes) {
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
    const byCollege = dictionary<number>();
    for (const [one, rank] of ranksFrom(board, boards[board].ordered.slice(0, HISTORY_COLLEGES)))
      byCollege[one.entrant.collegeId] = rank;
    return byCollege;
  };
  return { total: ranks('total'), 'per-100': ranks('per-100') };
}

/** Stores an event and, for an action, the record it replaced. */
export function remember(state: StandingsState, recent: RecentEvent): void {
  state.recent.push(recent);
  if (state.recent.length > RECENT_EVENTS) state.recent.shift();
}

/**
 * The standings after the event of this id. Later events are undone; they all belong to actions. A final directly follows the last
 * event of its challenge's stream that it folded. `dayChange` is the final's own.
 */
export function stateThrough(state: StandingsState, eventId: string, dayChange?: DayChange): View {
  const view = copyView(state.live);
  const last = state.recent.findLastIndex((event) => event.eventId === eventId);
  const later = last === -1 ? [] : state.recent.slice(last + 1);
  for (const { undo } of later.toReversed()) {
    if (!undo) continue;
    const { actions } = collegeOf(view, undo.collegeId);
    if (undo.before) actions[undo.actionId] = undo.before;
    else delete actions[undo.actionId];
  }
  const through = state.recent[last] ?? state.recent.at(-1);
  if (!through) return view;
  const undone = new Set(later.map((event) => event.eventId));
  view.news = view.news.filter((entry) => !undone.has(entry.eventId));
  const changes = [...later, { dayChange }].toReversed().flatMap((event) => event.dayChange ?? []);
  undoDays(view, changes, through.asOf);
  view.head = { eventId: through.eventId, position: through.position, asOf: through.asOf };
  return view;
}
