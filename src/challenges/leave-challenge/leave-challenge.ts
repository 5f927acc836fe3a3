import { Command } from '@nestjs/cqrs';
import type { ChallengeEvent } from '../../events/challenge.events.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { type ChallengeState, requireRunning } from '../challenge.js';
import { entrantIn } from '../entrant.js';

export interface Leaving {
  challengeId: string;
  collegeId: string;
}

export class LeaveChallenge extends Command<{ position: string | null; challengeId: string }> {
  constructor(
    readonly input: Leaving,
    readonly context: CommandContext,
  ) {
    super();
  }
}

export function leaveChallenge({ challengeId, collegeId }: Leaving, state: ChallengeState): ChallengeEvent[] {
  const challenge = requireRunning(state);
  if (challenge.left.has(collegeId)) return [];
  entrantIn(challenge, collegeId);
  return [{ type: 'CollegeLeft', data: { challengeId, collegeId } }];
}
