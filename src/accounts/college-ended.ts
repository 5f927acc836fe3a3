import type { CollegeEvent } from '../events/college.events.js';
import type { Decider } from '../event-store/decider.js';

/** True while a college is merged, split up or closed. */
export const collegeEnded: Decider<boolean, CollegeEvent> = {
  initialState: () => false,
  evolve: (ended, { type, data }) => {
    if (type === 'CollegeMerged' || type === 'CollegeClosed') return true;
    if (type === 'CollegeSplit') return data.ends;
    return type === 'CollegeReopened' ? false : ended;
  },
};
