import type { ChallengeEvent } from '../../events/challenge.events.js';
import { ChallengeCommand, type ChallengeState, requireRunning } from '../challenge.js';
import { entrantIn } from '../entrant.js';

type EnrolmentCorrection = Extract<ChallengeEvent, { type: 'EntrantEnrolmentCorrected' }>['data'];

export class CorrectEntrantEnrolment extends ChallengeCommand<EnrolmentCorrection> {}

/** The league stays: it never changes after the opening. */
export function correctEntrantEnrolment(
  input: CorrectEntrantEnrolment['input'],
  state: ChallengeState,
): ChallengeEvent[] {
  const entrant = entrantIn(requireRunning(state), input.collegeId);
  if (entrant.students === input.students && entrant.enrolmentAsOf === input.enrolmentAsOf) return [];
  return [{ type: 'EntrantEnrolmentCorrected', data: { ...input } }];
}
