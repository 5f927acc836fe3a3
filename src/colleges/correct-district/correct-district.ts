import type { CollegeEvent } from '../../events/college.events.js';
import { CollegeCommand, registered, type CollegeState } from '../college.js';

export class CorrectDistrict extends CollegeCommand<{ collegeId: string; district: string }> {}

/** Throws not-found COLLEGE_UNKNOWN. */
export function correctDistrict(input: CorrectDistrict['input'], state: CollegeState): CollegeEvent[] {
  if (registered(state).district === input.district) return [];
  return [{ type: 'CollegeDistrictCorrected', data: { ...input } }];
}
