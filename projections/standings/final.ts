import { turnBack } from './history.js';
import { collegeOf, copyView, type StandingsState, type TurnedDay, type View } from './standings.state.js';

/** A final reaches back over at most so many events that raced in before it was recorded. */
const RECENT_EVENTS = 256;

/** Remembers an event and, for an action, what it replaced. */
export function remember(state: StandingsState, recent: StandingsState['recent'][number]): void {
  state.recent.push(recent);
  if (state.recent.length > RECENT_EVENTS) state.recent.shift();
}

/**
 * The standings as they were after the event of this id. The events after it are undone; they can only be actions', for the final
 * is appended to the challenge's stream right after the last event of that stream which it had folded.
 */
export function foldThrough(state: StandingsState, eventId: string, turned?: TurnedDay): View {
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
  const gone = new Set(later.map((event) => event.eventId));
  view.news = view.news.filter((item) => !gone.has(item.eventId));
  const turns = [...later, ...(turned ? [{ turned }] : [])].toReversed().flatMap((event) => event.turned ?? []);
  turnBack(view, turns, through.asOf);
  view.head = { eventId: through.eventId, position: through.position, asOf: through.asOf };
  return view;
}
