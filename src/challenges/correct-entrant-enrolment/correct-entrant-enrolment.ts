import { Command } from '@nestjs/cqrs';
import type { ChallengeEvent } from '../../events/challenge.events.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { type ChallengeState, requireRunning } from '../challenge.js';
import { entrantIn } from '../entrant.js';

export interface EnrolmentCorrection {
  challengeId: string;
  collegeId: string;
  students: number;
  enrolmentAsOf: string;
  reason: string;
}

export class CorrectEntrantEnrolment extends Command<{ position: string | null; challengeId: string }> {
  constructor(
    readonly input: EnrolmentCorrection,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** The league stays: it never changes after the opening. */
export function correctEntrantEnrolment(input: EnrolmentCorrection, state: ChallengeState): ChallengeEvent[] {
  const entrant = entrantIn(requireRunning(state), input.collegeId);
  if (entrant.students === input.students && entrant.enrolmentAsOf === input.enrolmentAsOf) return [];
  return [{ type: 'EntrantEnrolmentCorrected', data: { ...input } }];
}
