import type { Entrant } from '../events/challenge.events.js';
import type { Rulebook } from '../events/rulebook.js';
import { DomainError } from '../event-store/domain-error.js';
import type { RegisteredCollege } from '../colleges/index.js';
import { ownerIn, type RunningChallenge } from './challenge.js';

/** The league with the greatest lower limit that fits; null = the rulebook has no leagues or none fits. */
export function leagueOf(students: number, rules: Rulebook): string | null {
  const fitting = (rules.leagues ?? []).filter(({ from }) => from <= students).sort((a, b) => b.from - a.from);
  return fitting[0]?.code ?? null;
}

/** A college with the inputs of its score in a challenge. Throws conflict COLLEGE_WITHOUT_ENROLMENT. */
export function entrantFrom({ collegeId, names, shortNames, enrolment }: RegisteredCollege, rules: Rulebook): Entrant {
  if (!enrolment) throw new DomainError('conflict', 'COLLEGE_WITHOUT_ENROLMENT', { collegeId });
  const { students, asOf } = enrolment;
  return { collegeId, names, shortNames, students, enrolmentAsOf: asOf, league: leagueOf(students, rules) };
}

/** Throws conflict COLLEGE_NOT_IN_CHALLENGE, or COLLEGE_MERGED with the present college. */
export function entrantIn(challenge: RunningChallenge, collegeId: string): Entrant {
  const entrant = challenge.entrants.get(collegeId);
  if (entrant) return entrant;
  const into = ownerIn(challenge, collegeId);
  if (into !== collegeId) throw new DomainError('conflict', 'COLLEGE_MERGED', { collegeId, into });
  throw new DomainError('conflict', 'COLLEGE_NOT_IN_CHALLENGE', { collegeId });
}
