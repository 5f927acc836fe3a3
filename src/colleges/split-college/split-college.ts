import type { CollegeEvent } from '../../events/college.events.js';
import { DomainError } from '../../event-store/domain-error.js';
import { type CollegeState, registered, requireActive, requireOthers } from '../college.js';
import { EndingCommand, type EndingFacts } from '../ending.js';

export interface Split {
  collegeId: string;
  /** Registered colleges that came out of it. */
  into: readonly string[];
  /** Whether the college is no more. */
  ends: boolean;
  reason: string;
}

export class SplitCollege extends EndingCommand<Split> {}

/** Throws invalid COLLEGE_INTO_ITSELF, SPLIT_NEEDS_TWO and COLLEGE_NOT_REGISTERED, conflict COLLEGE_ENDED. */
export function splitCollege(
  { collegeId, into, ends, reason }: Split,
  state: CollegeState,
  { colleges, note }: EndingFacts,
): CollegeEvent[] {
  const college = registered(state);
  const parts = [...new Set(into)];
  if (parts.includes(collegeId)) throw new DomainError('invalid', 'COLLEGE_INTO_ITSELF', {}, 'into');
  if (ends && parts.length < 2) throw new DomainError('invalid', 'SPLIT_NEEDS_TWO', {}, 'into');
  if (college.state === (ends ? 'split' : 'active') && parts.every((id) => college.into.includes(id))) return [];
  requireActive(college);
  requireOthers(parts, colleges);
  return [{ type: 'CollegeSplit', data: { collegeId, into: parts, ends, reason, note } }];
}
