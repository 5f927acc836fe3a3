import type { ActionEvent } from '../../src/events/action.events.js';
import type { Decider } from '../../src/event-store/decider.js';

export interface LastEvent {
  /** Null = the stream is empty. */
  last: ActionEvent['type'] | null;
  count: number;
}

/** The smallest state a stream of an action can have. */
export const lastEvent: Decider<LastEvent, ActionEvent> = {
  initialState: () => ({ last: null, count: 0 }),
  evolve: ({ count }, { type }) => ({ last: type, count: count + 1 }),
};
