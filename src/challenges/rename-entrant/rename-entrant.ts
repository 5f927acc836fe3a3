import type { ChallengeEvent } from '../../events/challenge.events.js';
import { type CollegeState, registered, sameText } from '../../colleges/index.js';
import { ChallengeCommand, type ChallengeState, requireOpened } from '../challenge.js';
import { entrantIn } from '../entrant.js';

export class RenameEntrant extends ChallengeCommand<{ challengeId: string; collegeId: string }> {}

/** Brings the college's present names to the boards of a challenge, also after the final. */
export function renameEntrant(
  challengeId: string,
  state: ChallengeState,
  facts: { college: CollegeState },
): ChallengeEvent[] {
  const challenge = requireOpened(state);
  const { collegeId, names, shortNames } = registered(facts.college);
  const entrant = entrantIn(challenge, collegeId);
  if (sameText(entrant.names, names) && sameText(entrant.shortNames, shortNames)) return [];
  return [{ type: 'EntrantRenamed', data: { challengeId, collegeId, names, shortNames } }];
}
