import { dayOf } from '../../src/events/day.js';
import { orderedOf, ranker } from './ranking.js';
import type { Board } from './standings.contract.js';
import {
  collegeOf,
  copyView,
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

const byDay = (a: HistoryDay, b: HistoryDay) => (a.day < b.day ? -1 : 1);

/**
 * Closes the days before an event with the present ranks and reopens days at or after it. Recorded-at may step back: a day
 * ends with the last event recorded at or before it.
 */
export function openDay(view: View, recordedAt: string): DayChange | undefined {
  const day = dayOf(recordedAt);
  const open = view.history[view.history.findLastIndex(({ ranks }) => ranks !== null) + 1];
  if (open?.day === day) return undefined;
  const now = open && open.day < day ? ranksOf(view) : null;
  const reopened = view.history.filter((past) => past.day >= day && past.ranks !== null);
  const added = !view.history.some((past) => past.day === day);
  const days = view.history.map((past) => ({ day: past.day, ranks: past.day < day ? (past.ranks ?? now) : null }));
  if (added) days.push({ day, ranks: null });
  view.history = days.sort(byDay).slice(-HISTORY_DAYS);
  return { day, added, reopened };
}

/** Ranks on both boards, of at most {@link HISTORY_COLLEGES} colleges. */
export function ranksOf(view: View): Record<Board, Record<string, number>> {
  const ranks = (board: Board) => {
    const rankOf = ranker(board);
    const top = orderedOf(view, board).slice(0, HISTORY_COLLEGES);
    return Object.fromEntries(top.map((one) => [one.entrant.collegeId, rankOf(one)]));
  };
  return { total: ranks('total'), 'per-100': ranks('per-100') };
}

/** Adds an event with, for an action, the record it replaced: `stateThrough` undoes it from there. */
export function recordRecent(state: StandingsState, recent: RecentEvent): void {
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
  const through = state.recent[last] ?? state.recent.at(-1);
  if (!through) return view;
  const later = last === -1 ? [] : state.recent.slice(last + 1);
  const undone = new Set(later.map((event) => event.eventId));
  const days = new Map(view.history.map((past) => [past.day, past]));
  for (const { undo, dayChange: change } of [...later, { undo: undefined, dayChange }].reverse()) {
    if (undo?.before) collegeOf(view, undo.collegeId).actions[undo.actionId] = undo.before;
    else if (undo) delete collegeOf(view, undo.collegeId).actions[undo.actionId];
    if (change?.added) days.delete(change.day);
    for (const past of change?.reopened ?? []) days.set(past.day, past);
  }
  const { position, asOf } = through;
  const today = dayOf(asOf);
  view.history = [...days.values()]
    .map((past) => (past.day >= today ? { day: past.day, ranks: null } : past))
    .sort(byDay);
  view.news = view.news.filter((entry) => !undone.has(entry.eventId));
  view.head = { eventId: through.eventId, position, asOf };
  return view;
}
