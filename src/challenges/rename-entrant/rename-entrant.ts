import { Command } from '@nestjs/cqrs';
import type { ChallengeEvent } from '../../events/challenge.events.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { type CollegeState, registered, sameText } from '../../colleges/index.js';
import { type ChallengeState, requireRunning } from '../challenge.js';
import { entrantIn } from '../entrant.js';

export class RenameEntrant extends Command<{ position: string | null; challengeId: string }> {
  constructor(
    readonly input: { challengeId: string; collegeId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Brings the college's present names to the boards of a challenge. */
export function renameEntrant(
  challengeId: string,
  state: ChallengeState,
  facts: { college: CollegeState },
): ChallengeEvent[] {
  const challenge = requireRunning(state);
  const { collegeId, names, shortNames } = registered(facts.college);
  const entrant = entrantIn(challenge, collegeId);
  if (sameText(entrant.names, names) && sameText(entrant.shortNames, shortNames)) return [];
  return [{ type: 'EntrantRenamed', data: { challengeId, collegeId, names, shortNames } }];
}
