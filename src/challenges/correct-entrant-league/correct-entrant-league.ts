import type { ChallengeEvent } from '../../events/challenge.events.js';
import { DomainError } from '../../event-store/domain-error.js';
import { ChallengeCommand, type ChallengeState, requireRunning } from '../challenge.js';
import { entrantIn, leagueOf } from '../entrant.js';

type LeagueCorrection = Extract<ChallengeEvent, { type: 'EntrantLeagueCorrected' }>['data'];

export class CorrectEntrantLeague extends ChallengeCommand<LeagueCorrection> {}

/** Any league of the rulebook; none only when the rulebook has none for so few students. Throws invalid LEAGUE_UNKNOWN. */
export function correctEntrantLeague(input: LeagueCorrection, state: ChallengeState): ChallengeEvent[] {
  const challenge = requireRunning(state);
  const { students, league: present } = entrantIn(challenge, input.collegeId);
  const { league } = input;
  if (league === present) return [];
  const rules = challenge.rulebooks.at(-1)?.rules;
  const codes = (rules?.leagues ?? []).map(({ code }) => code);
  const fits = league === null ? !rules || leagueOf(students, rules) === null : codes.includes(league);
  if (!fits) throw new DomainError('invalid', 'LEAGUE_UNKNOWN', { leagues: codes.join(', ') || '–' }, 'league');
  return [{ type: 'EntrantLeagueCorrected', data: { ...input } }];
}
