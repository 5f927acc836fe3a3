/** The write side of one stream: what its events amount to. Rules are functions beside it: (command, state, facts) → events. */
export interface Decider<State, Event> {
  initialState(): State;
  evolve(state: State, event: Event): State;
}
