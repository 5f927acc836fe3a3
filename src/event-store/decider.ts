import type { Recorded } from '../events/event.js';

/** An event for the fold of one stream: its payload, its id, and who recorded it when. */
export type Folded<Event> = Event & Pick<Recorded<unknown>, 'id' | 'metadata'>;

/** Folds one stream into the state that its rules decide on. A rule is a function beside it: (command, state, facts) → events. */
export interface Decider<State, Event> {
  initialState(): State;
  evolve(state: State, event: Folded<Event>): State;
}
