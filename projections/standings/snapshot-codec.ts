import { dictionary, type StandingsState, type View } from './standings.state.js';

/** Raised whenever a stored state cannot be loaded any more; older snapshots are then ignored. */
export const stateFormat = 5;

/** The state as JSON text. */
export function save(state: StandingsState): string {
  return JSON.stringify(state);
}

/** Folding on from a loaded state equals never having stopped. */
export function load(json: string): StandingsState {
  return restore(JSON.parse(json) as StandingsState);
}

/** Makes a parsed state fit for folding; ids such as `__proto__` need records without a prototype. */
export function restore(parsed: StandingsState): StandingsState {
  for (const view of [parsed.live, parsed.frozen, parsed.final]) if (view) restoreView(view);
  return parsed;
}

function restoreView(view: View): void {
  view.colleges = Object.assign(dictionary(), view.colleges);
  for (const id in view.colleges) {
    const college = view.colleges[id]!;
    college.actions = Object.assign(dictionary(), college.actions);
  }
}
