import type { CollegeEvent } from '../../events/college.events.js';
import type { VaultRef } from '../../events/values.js';
import { DomainError } from '../../event-store/domain-error.js';
import { CollegeCommand, recordedEnrolment, registered, type CollegeState } from '../college.js';

export interface NewEnrolment {
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
  if (input.asOf > facts.today) throw new DomainError('invalid', 'ENROLMENT_IN_FUTURE', { today: facts.today }, 'asOf');
  return recordedEnrolment(known, input) ? [] : [{ type: 'EnrolmentRecorded', data: { ...input, note: facts.note } }];
}
