import type { ChallengeEvent } from '../../events/challenge.events.js';
import { type CollegeState, registered, requireActive } from '../../colleges/index.js';
import { DomainError } from '../../event-store/domain-error.js';
import { ChallengeCommand, type ChallengeState, requireRunning } from '../challenge.js';
import { entrantFrom, entrantIn } from '../entrant.js';

export class EnterCollege extends ChallengeCommand<{ challengeId: string; collegeId: string }, { collegeId: string }> {}

/**
 * A college that joins after the opening gets its league by the newest limits. One that comes back has the students and the league of
 * before: leaving is no way to change them. Throws conflict COLLEGE_ENDED.
 */
export function enterCollege(
  challengeId: string,
  state: ChallengeState,
  facts: { college: CollegeState },
): ChallengeEvent[] {
  const challenge = requireRunning(state);
  const college = registered(facts.college);
  if (challenge.entrants.has(college.collegeId)) return [];
  if (challenge.merged.has(college.collegeId)) entrantIn(challenge, college.collegeId);
  const before = challenge.left.get(college.collegeId);
  if (before) return [{ type: 'CollegeEntered', data: { challengeId, ...before } }];
  requireActive(college);
  const rules = challenge.rulebooks.at(-1)?.rules;
  if (!rules) throw new DomainError('conflict', 'RULEBOOK_MISSING');
  return [{ type: 'CollegeEntered', data: { challengeId, ...entrantFrom(college, rules) } }];
}
