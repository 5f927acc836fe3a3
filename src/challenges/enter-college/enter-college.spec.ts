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

  it('lets a college come back', () => {
    given(challenge, announced, published, opened, left)
      .when((state) => enterCollege(challengeId, state, { college: registeredCollege('dala', 280) }))
      .then({ type: 'CollegeEntered', data: { challengeId, ...entrantOf('dala', 280, 'S') } });
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

  it('stays quiet when the college is in', () => {
    given(challenge, announced, published, opened)
      .when((state) => enterCollege(challengeId, state, { college: registeredCollege('teniz', 900) }))
      .then();
  });
});
