import type { ChallengeEvent } from '../../events/challenge.events.js';
import { DomainError } from '../../event-store/domain-error.js';
import { requirePastEnrolment } from '../../colleges/index.js';
import { ChallengeCommand, type ChallengeState, requireRunning } from '../challenge.js';
import { entrantIn } from '../entrant.js';

type EnrolmentCorrection = Extract<ChallengeEvent, { type: 'EntrantEnrolmentCorrected' }>['data'];

export class CorrectEntrantEnrolment extends ChallengeCommand<EnrolmentCorrection> {}

/** The league stays; `CorrectEntrantLeague` changes it. */
export function correctEntrantEnrolment(
  input: CorrectEntrantEnrolment['input'],
  state: ChallengeState,
  facts: { today: string },
): ChallengeEvent[] {
  const entrant = entrantIn(requireRunning(state), input.collegeId);
  if (entrant.students === input.students && entrant.enrolmentAsOf === input.enrolmentAsOf) return [];
  if (input.students === 0) throw new DomainError('invalid', 'STUDENTS_NONE', {}, 'students');
  requirePastEnrolment({ day: input.enrolmentAsOf, field: 'enrolmentAsOf' }, facts.today);
  return [{ type: 'EntrantEnrolmentCorrected', data: { ...input } }];
}
