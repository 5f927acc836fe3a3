import type { ChallengeEvent } from '../../events/challenge.events.js';
import { DomainError } from '../../event-store/domain-error.js';
import { type RegisteredCollege, requireActive } from '../../colleges/index.js';
import type { Today } from '../calendar-rule-handler.js';
import { ChallengeCommand, requireChallenge, type ChallengeState, type RunningChallenge } from '../challenge.js';
import { entrantFrom } from '../entrant.js';

export interface Opening {
  challengeId: string;
  /** Absent = every active college whose enrolment is known. */
  colleges?: readonly string[];
}

export class OpenChallenge extends ChallengeCommand<Opening> {}

export function openChallenge(
  { challengeId, colleges }: Opening,
  state: ChallengeState,
  facts: Today & { directory: readonly RegisteredCollege[] },
): ChallengeEvent[] {
  const running = requireChallenge(state);
  if (running.status === 'open') {
    const standing = [...running.entrants.keys()];
    const isSame =
      !colleges || (new Set(colleges).size === standing.length && standing.every((id) => colleges.includes(id)));
    if (isSame) return [];
    throw new DomainError('conflict', 'CHALLENGE_ALREADY_OPEN', {
      count: standing.length,
      colleges: standing.join(', '),
    });
  }
  if (running.status !== 'announced') throw new DomainError('conflict', 'CHALLENGE_OPENED_BEFORE');
  const { closesOn } = running;
  if (closesOn < facts.today) throw new DomainError('conflict', 'CLOSING_DAY_PASSED', { closesOn });
  const rules = running.rulebooks.at(-1)?.rules;
  if (!rules) throw new DomainError('conflict', 'RULEBOOK_MISSING');
  const chosen = colleges
    ? [...new Set(colleges)].map((id) => {
        const found = facts.directory.find(({ collegeId }) => collegeId === id);
        if (!found) throw new DomainError('invalid', 'COLLEGE_NOT_REGISTERED', { collegeId: id }, 'colleges');
        requireActive(found, 'colleges');
        return found;
      })
    : facts.directory.filter(({ enrolment, state: now }) => enrolment !== null && now === 'active');
  const entrants = chosen
    .map((college) => entrantFrom(college, rules))
    .sort((a, b) => (a.collegeId < b.collegeId ? -1 : 1));
  return [...early(running, facts.today), { type: 'ChallengeOpened', data: { challengeId, entrants } }];
}

/** Opened early, it takes actions from that day on. */
function early({ challengeId, opensOn, closesOn }: RunningChallenge, today: string): ChallengeEvent[] {
  if (opensOn <= today) return [];
  return [{ type: 'ChallengeRescheduled', data: { challengeId, opensOn: today, closesOn, reason: 'opened-early' } }];
}
