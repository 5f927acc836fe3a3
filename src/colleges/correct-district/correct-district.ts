import { Command } from '@nestjs/cqrs';
import type { CollegeEvent } from '../../events/college.events.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { registered, type CollegeState } from '../college.js';

export class CorrectDistrict extends Command<{ position: string | null; collegeId: string }> {
  constructor(
    readonly input: { collegeId: string; district: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Throws not-found COLLEGE_UNKNOWN. */
export function correctDistrict(input: CorrectDistrict['input'], state: CollegeState): CollegeEvent[] {
  if (registered(state).district === input.district) return [];
  return [{ type: 'CollegeDistrictCorrected', data: { ...input } }];
}
