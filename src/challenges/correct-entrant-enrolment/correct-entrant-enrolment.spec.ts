import type { ChallengeEvent } from '../../events/challenge.events.js';
import { announced, challengeId, opened, published } from '../../../test/support/challenge-history.js';
import { given } from '../../../test/support/given.js';
import { challenge, requireChallenge } from '../challenge.js';
import { correctEntrantEnrolment } from './correct-entrant-enrolment.js';

const correction = {
  challengeId,
  collegeId: 'teniz',
  students: 290,
  enrolmentAsOf: '2026-10-01',
  reason: 'typing-error',
};
const facts = { today: '2026-10-05' };
const corrected: ChallengeEvent = { type: 'EntrantEnrolmentCorrected', data: correction };

describe('Correct entrant enrolment', () => {
  it('records the right number of students and why it changes', () => {
    given(challenge, announced, published, opened)
      .when((state) => correctEntrantEnrolment(correction, state, facts))
      .then(corrected);
  });

  it('leaves the league as it was at the opening', () => {
    const { entrants } = requireChallenge(given(challenge, announced, published, opened, corrected).state);
    expect(entrants.get('teniz')).toMatchObject({ students: 290, league: 'M' });
    expect(entrants.get('dala')).toMatchObject({ students: 280, league: 'S' });
  });

  it('refuses a college that is not in the challenge', () => {
    given(challenge, announced, published, opened)
      .when((state) => correctEntrantEnrolment({ ...correction, collegeId: 'shagala' }, state, facts))
      .refuses('conflict', 'COLLEGE_NOT_IN_CHALLENGE');
  });

  it.each([
    [{ students: 0 }, 'STUDENTS_NONE', 'students'],
    [{ enrolmentAsOf: '2026-10-06' }, 'ENROLMENT_IN_FUTURE', 'enrolmentAsOf'],
  ])('refuses a correction to %o', (wrong, code, field) => {
    given(challenge, announced, published, opened)
      .when((state) => correctEntrantEnrolment({ ...correction, ...wrong }, state, facts))
      .refuses('invalid', code, field);
  });

  it('stays quiet when the number is right already', () => {
    given(challenge, announced, published, opened, corrected)
      .when((state) => correctEntrantEnrolment(correction, state, facts))
      .then();
  });
});
