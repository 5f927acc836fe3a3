import type { ChallengeEvent } from '../../events/challenge.events.js';
import {
  announced,
  challengeId,
  entrantOf,
  left,
  opened,
  published,
  registeredCollege,
} from '../../../test/support/challenge-history.js';
import { given } from '../../../test/support/given.js';
import { challenge } from '../challenge.js';
import { enterCollege } from './enter-college.js';

const facts = { college: registeredCollege('shagala', 820) };
const shagala = entrantOf('shagala', 820, 'L');

describe('Enter college', () => {
  it('records a college that joins later, with its students and league', () => {
    given(challenge, announced, published, opened)
      .when((state) => enterCollege(challengeId, state, facts))
      .then({ type: 'CollegeEntered', data: { challengeId, ...shagala } });
  });

  it.each([280, 900, 1, null])('lets a college with %j students now come back as before', (students) => {
    given(challenge, announced, published, opened, left)
      .when((state) => enterCollege(challengeId, state, { college: registeredCollege('dala', students) }))
      .then({ type: 'CollegeEntered', data: { challengeId, ...entrantOf('dala', 280, 'S') } });
  });

  it('restores corrections of students and league made before the leaving', () => {
    const students: ChallengeEvent = {
      type: 'EntrantEnrolmentCorrected',
      data: { challengeId, collegeId: 'dala', students: 301, enrolmentAsOf: '2026-10-01', reason: 'recounted' },
    };
    const league: ChallengeEvent = {
      type: 'EntrantLeagueCorrected',
      data: { challengeId, collegeId: 'dala', league: 'M', reason: 'recounted' },
    };
    const back: ChallengeEvent = { type: 'CollegeEntered', data: { challengeId, ...entrantOf('dala', 301, 'M') } };
    const facts = { college: registeredCollege('dala', 5) };
    given(challenge, announced, published, opened, students, league, left)
      .when((state) => enterCollege(challengeId, state, facts))
      .then(back);
    given(challenge, announced, published, opened, students, league, left, back, left)
      .when((state) => enterCollege(challengeId, state, facts))
      .then(back);
  });

  it('refuses before the opening, which takes the colleges by itself', () => {
    given(challenge, announced, published)
      .when((state) => enterCollege(challengeId, state, facts))
      .refuses('conflict', 'CHALLENGE_NOT_OPEN_YET');
  });

  it('refuses a college nobody registered or whose students nobody counted', () => {
    const { when } = given(challenge, announced, published, opened);
    when((state) => enterCollege(challengeId, state, { college: { status: 'none' } })).refuses(
      'not-found',
      'COLLEGE_UNKNOWN',
    );
    when((state) => enterCollege(challengeId, state, { college: registeredCollege('shagala', null) })).refuses(
      'conflict',
      'COLLEGE_WITHOUT_ENROLMENT',
    );
  });

  it('refuses a college that ended, unless it comes back', () => {
    const ended = { college: { ...registeredCollege('shagala', 820), state: 'closed' as const } };
    given(challenge, announced, published, opened)
      .when((state) => enterCollege(challengeId, state, ended))
      .refuses('conflict', 'COLLEGE_ENDED');
    const dala = { college: { ...registeredCollege('dala', 280), state: 'merged' as const } };
    given(challenge, announced, published, opened, left)
      .when((state) => enterCollege(challengeId, state, dala))
      .then({ type: 'CollegeEntered', data: { challengeId, ...entrantOf('dala', 280, 'S') } });
  });

  it('stays quiet when the college is in', () => {
    given(challenge, announced, published, opened)
      .when((state) => enterCollege(challengeId, state, { college: registeredCollege('teniz', 900) }))
      .then();
  });
});
