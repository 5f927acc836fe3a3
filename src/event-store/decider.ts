/** Folds one stream into the state that its rules decide on. A rule is a function beside it: (command, state, facts) → events. */
export interface Decider<State, Event> {
  initialState(): State;
  evolve(state: State, event: Event): State;
}
