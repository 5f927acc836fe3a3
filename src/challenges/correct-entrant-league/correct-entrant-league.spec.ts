import type { ChallengeEvent } from '../../events/challenge.events.js';
import {
  announced,
  challengeId,
  closed,
  final,
  left,
  opened,
  published,
  rules,
} from '../../../test/support/challenge-history.js';
import { given } from '../../../test/support/given.js';
import { challenge, requireChallenge } from '../challenge.js';
import { correctEntrantLeague } from './correct-entrant-league.js';

const correction = { challengeId, collegeId: 'dala', league: 'M', reason: 'wrong-enrolment' };
const corrected: ChallengeEvent = { type: 'EntrantLeagueCorrected', data: correction };
const { leagues: _, ...withoutLeagues } = rules;
const unleagued: ChallengeEvent = {
  ...published,
  data: { ...published.data, rules: withoutLeagues },
} as ChallengeEvent;

describe('Correct entrant league', () => {
  it.each([[[opened]], [[opened, closed]]])('records the right league of a college and why', (events) => {
    given(challenge, announced, published, ...events)
      .when((state) => correctEntrantLeague(correction, state))
      .then(corrected);
  });

  it('changes the league of one college only, and no students', () => {
    const { entrants } = requireChallenge(given(challenge, announced, published, opened, corrected).state);
    expect(entrants.get('dala')).toMatchObject({ students: 280, league: 'M' });
    expect(entrants.get('teniz')).toMatchObject({ students: 640, league: 'M' });
  });

  it.each(['X', 's', '', null])('refuses the league %j, which the rulebook does not have', (league) => {
    given(challenge, announced, published, opened)
      .when((state) => correctEntrantLeague({ ...correction, league }, state))
      .refuses('invalid', 'LEAGUE_UNKNOWN', 'league');
  });

  it('takes a league away when the rulebook has none', () => {
    given(challenge, announced, unleagued, opened)
      .when((state) => correctEntrantLeague({ ...correction, league: null }, state))
      .then({ type: 'EntrantLeagueCorrected', data: { ...correction, league: null } });
    given(challenge, announced, unleagued, opened)
      .when((state) => correctEntrantLeague(correction, state))
      .refuses('invalid', 'LEAGUE_UNKNOWN', 'league');
  });

  it('refuses colleges outside the challenge, and changes after the final', () => {
    given(challenge, announced, published, opened)
      .when((state) => correctEntrantLeague({ ...correction, collegeId: 'shagala' }, state))
      .refuses('conflict', 'COLLEGE_NOT_IN_CHALLENGE');
    given(challenge, announced, published, opened, left)
      .when((state) => correctEntrantLeague(correction, state))
      .refuses('conflict', 'COLLEGE_NOT_IN_CHALLENGE');
    given(challenge, announced, published, opened, closed, final)
      .when((state) => correctEntrantLeague(correction, state))
      .refuses('conflict', 'CHALLENGE_FINAL');
  });

  it('stays quiet when the college is in that league', () => {
    given(challenge, announced, published, opened, corrected)
      .when((state) => correctEntrantLeague(correction, state))
      .then();
  });
});
