import type { CollegeEvent } from '../../events/college.events.js';
import type { VaultRef } from '../../events/values.js';
import { CollegeCommand, recordedEnrolment, registered, requirePastEnrolment, type CollegeState } from '../college.js';

interface NewEnrolment {
  collegeId: string;
  students: number;
  asOf: string;
  source: string;
}

export class RecordEnrolment extends CollegeCommand<NewEnrolment> {}

export function recordEnrolment(
  input: NewEnrolment,
  state: CollegeState,
  facts: { today: string; note: VaultRef | null },
): CollegeEvent[] {
  const known = registered(state);
  if (recordedEnrolment(known, input)) return [];
  requirePastEnrolment({ day: input.asOf, field: 'asOf' }, facts.today);
  return [{ type: 'EnrolmentRecorded', data: { ...input, note: facts.note } }];
}
