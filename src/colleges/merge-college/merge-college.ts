import type { CollegeEvent } from '../../events/college.events.js';
import { DomainError } from '../../event-store/domain-error.js';
import { type CollegeState, registered, requireActive, requireOthers } from '../college.js';
import { EndingCommand, type EndingFacts } from '../ending.js';

export class MergeCollege extends EndingCommand<{ collegeId: string; into: string; reason: string }> {}

/** Throws invalid COLLEGE_INTO_ITSELF and COLLEGE_NOT_REGISTERED, conflict COLLEGE_ENDED. */
export function mergeCollege(
  input: MergeCollege['input'],
  state: CollegeState,
  { colleges, note }: EndingFacts,
): CollegeEvent[] {
  const college = registered(state);
  const { collegeId, into } = input;
  if (into === collegeId) throw new DomainError('invalid', 'COLLEGE_INTO_ITSELF', {}, 'into');
  if (college.state === 'merged' && college.into.includes(into)) return [];
  requireActive(college);
  requireOthers([into], colleges);
  return [{ type: 'CollegeMerged', data: { ...input, note } }];
}
