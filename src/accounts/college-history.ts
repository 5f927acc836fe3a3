import type { AccountEvent } from '../events/account.events.js';
import type { Decider } from '../event-store/decider.js';

/** Colleges that an account ever had, in any role. */
export const collegeHistory: Decider<ReadonlySet<string>, AccountEvent> = {
  initialState: () => new Set(),
  evolve: (colleges, { data }) =>
    'collegeId' in data && data.collegeId ? new Set([...colleges, data.collegeId]) : colleges,
};
