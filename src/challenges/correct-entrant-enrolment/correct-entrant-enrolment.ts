import type { ChallengeEvent } from '../../events/challenge.events.js';
import { ChallengeCommand, type ChallengeState, requireRunning } from '../challenge.js';
import { entrantIn } from '../entrant.js';

export interface EnrolmentCorrection {
  challengeId: string;
  collegeId: string;
  students: number;
  enrolmentAsOf: string;
  reason: string;
}

export class CorrectEntrantEnrolment extends ChallengeCommand<EnrolmentCorrection> {}

/** The league stays: it never changes after the opening. */
export function correctEntrantEnrolment(input: EnrolmentCorrection, state: ChallengeState): ChallengeEvent[] {
  const entrant = entrantIn(requireRunning(state), input.collegeId);
  if (entrant.students === input.students && entrant.enrolmentAsOf === input.enrolmentAsOf) return [];
  return [{ type: 'EntrantEnrolmentCorrected', data: { ...input } }];
}
