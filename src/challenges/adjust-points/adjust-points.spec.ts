import type { ChallengeEvent } from '../../events/challenge.events.js';
import { announced, challengeId, closed, final, opened, published } from '../../../test/support/challenge-history.js';
import { given } from '../../../test/support/given.js';
import { challenge } from '../challenge.js';
import { adjustPoints } from './adjust-points.js';

const penalty = { challengeId, collegeId: 'teniz', points: -20, reason: 'reused-photo' };
const adjusted: ChallengeEvent = { type: 'PointsAdjusted', data: { ...penalty, note: null } };

describe('Adjust points', () => {
  it.each([[[opened]], [[opened, closed]], [[opened, adjusted]]])(
    'records every addition or deduction of points with its reason',
    (events) => {
      given(challenge, announced, published, ...events)
        .when((state) => adjustPoints(penalty, state, null))
        .then(adjusted);
    },
  );

  it('refuses a college outside the challenge, and any change after the final', () => {
    given(challenge, announced, published, opened)
      .when((state) => adjustPoints({ ...penalty, collegeId: 'shagala' }, state, null))
      .refuses('conflict', 'COLLEGE_NOT_IN_CHALLENGE');
    given(challenge, announced, published, opened, closed, final)
      .when((state) => adjustPoints(penalty, state, null))
      .refuses('conflict', 'CHALLENGE_FINAL');
  });

  it('stays quiet when there is nothing to add', () => {
    given(challenge, announced, published, opened)
      .when((state) => adjustPoints({ ...penalty, points: 0 }, state, null))
      .then();
  });
});
