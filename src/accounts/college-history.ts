import type { AccountEvent } from '../events/account.events.js';
import type { Decider } from '../event-store/decider.js';

export interface CollegeHistory {
  /** Colleges that the account ever had, in any role. */
  colleges: ReadonlySet<string>;
  /** It is said to belong to none, and no other organiser has confirmed that. */
  unconfirmed: boolean;
}

/** Decides of whose actions an account is independent. */
export const collegeHistory: Decider<CollegeHistory, AccountEvent> = {
  initialState: () => ({ colleges: new Set(), unconfirmed: false }),
  evolve: (state, { type, data }) => {
    if (type === 'NoCollegeConfirmed' || type === 'RoleRevoked') return { ...state, unconfirmed: false };
    if (type !== 'AccountInvited' && type !== 'RoleGranted') return state;
    const colleges = data.collegeId ? new Set([...state.colleges, data.collegeId]) : state.colleges;
    return { colleges, unconfirmed: data.unconfirmed === true };
  },
};
