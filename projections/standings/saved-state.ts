import type { Entrant } from '../../src/events/challenge.events.js';
import { loadActions, saveActions, type SavedActions } from './saved-actions.js';
import { loadHistory, saveHistory, type SavedHistory } from './saved-history.js';
import {
  growing,
  type Adjustment,
  type RecentEvent,
  type StandingsState,
  type TurnedDay,
  type View,
} from './standings.state.js';

/** Raised whenever `toSaved` gives another shape or `fromSaved` reads another one: what was saved before is then of no use. */
export const stateFormat = 4;

interface SavedView extends Omit<View, 'colleges' | 'history'> {
  colleges: { ids: string[]; entrants: (Entrant | null)[]; adjustments: Adjustment[][]; actions: SavedActions };
  history: SavedHistory;
}

/** A recent event whose days are in the form of the fold, or in the saved one. */
type RecentOf<Days> = Omit<RecentEvent, 'turned'> & { turned?: Omit<TurnedDay, 'reopened'> & { reopened: Days } };

/** A state as plain JSON that is short and quickly read. */
export interface SavedState extends Omit<StandingsState, 'live' | 'frozen' | 'final' | 'recent'> {
  recent: RecentOf<SavedHistory>[];
  live: SavedView;
  frozen: SavedView | null;
  final: SavedView | null;
}

/** To be made a text before the state is changed. */
export function toSaved(state: StandingsState): SavedState {
  const { live, frozen, final, recent } = state;
  return {
    ...state,
    live: saveView(live),
    frozen: frozen && saveView(frozen),
    final: final && saveView(final),
    recent: withDays(recent, saveHistory),
  };
}

/** Folding on from what comes back equals never having stopped. */
export function fromSaved(saved: SavedState): StandingsState {
  const { live, frozen, final, recent } = saved;
  return {
    ...saved,
    live: loadView(live),
    frozen: frozen && loadView(frozen),
    final: final && loadView(final),
    recent: withDays(recent, loadHistory),
  };
}

/** The state as JSON text. */
export function save(state: StandingsState): string {
  return JSON.stringify(toSaved(state));
}

export function load(json: string): StandingsState {
  return fromSaved(JSON.parse(json) as SavedState);
}

const withDays = <From, To>(recent: RecentOf<From>[], form: (days: From) => To): RecentOf<To>[] =>
  recent.map(({ turned, ...event }) =>
    turned ? { ...event, turned: { ...turned, reopened: form(turned.reopened) } } : event,
  );

function saveView(view: View): SavedView {
  const colleges = Object.values(view.colleges);
  return {
    ...view,
    colleges: {
      ids: Object.keys(view.colleges),
      entrants: colleges.map(({ entrant }) => entrant),
      adjustments: colleges.map(({ adjustments }) => adjustments),
      actions: saveActions(colleges.map(({ actions }) => actions)),
    },
    history: saveHistory(view.history),
  };
}

function loadView(saved: SavedView): View {
  const { ids, entrants, adjustments, actions } = saved.colleges;
  const colleges: View['colleges'] = growing();
  let place = 0;
  for (const own of loadActions(actions)) {
    colleges[ids[place]!] = { entrant: entrants[place]!, actions: own, adjustments: adjustments[place]! };
    place += 1;
  }
  return { ...saved, colleges, history: loadHistory(saved.history) };
}
