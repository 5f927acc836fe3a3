import type { CollegeEvent } from '../../events/college.events.js';
import { type CollegeState, registered, requireActive } from '../college.js';
import { EndingCommand, type EndingFacts } from '../ending.js';

export class CloseCollege extends EndingCommand<{ collegeId: string; reason: string }> {}

/** Throws conflict COLLEGE_ENDED. */
export function closeCollege(input: CloseCollege['input'], state: CollegeState, { note }: EndingFacts): CollegeEvent[] {
  const college = registered(state);
  if (college.state === 'closed') return [];
  requireActive(college);
  return [{ type: 'CollegeClosed', data: { ...input, note } }];
}
