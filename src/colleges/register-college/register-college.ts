import type { CollegeEvent } from '../../events/college.events.js';
import { DomainError } from '../../event-store/domain-error.js';
import { CollegeCommand, requireFreeNames, sameText, type CollegeState } from '../college.js';
import type { NameIndex } from '../name-index.js';

type NewCollege = Extract<CollegeEvent, { type: 'CollegeRegistered' }>['data'];

export class RegisterCollege extends CollegeCommand<NewCollege> {}

/** Throws conflict COLLEGE_EXISTS for a taken id and COLLEGE_NAME_TAKEN for a taken name. */
export function registerCollege(input: NewCollege, state: CollegeState, index: NameIndex): CollegeEvent[] {
  if (state.status === 'none') {
    requireFreeNames(input, index);
    return [{ type: 'CollegeRegistered', data: { ...input } }];
  }
  const same = sameText(input.names, state.names) && sameText(input.shortNames, state.shortNames);
  if (same && input.district === state.district) return [];
  throw new DomainError('conflict', 'COLLEGE_EXISTS', { collegeId: input.collegeId }, 'id');
}
