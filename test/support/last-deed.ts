import type { ActionEvent } from '../../src/events/action.events.js';
import type { Decider } from '../../src/event-store/decider.js';

export interface LastDeed {
  /** Null = nothing was done yet. */
  last: ActionEvent['type'] | null;
  deeds: number;
}

/** The smallest state a stream of an action can have. */
export const lastDeed: Decider<LastDeed, ActionEvent> = {
  initialState: () => ({ last: null, deeds: 0 }),
  evolve: ({ deeds }, { type }) => ({ last: type, deeds: deeds + 1 }),
};
