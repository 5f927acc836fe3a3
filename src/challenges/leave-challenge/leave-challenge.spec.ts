import {
  announced,
  challengeId,
  closed,
  final,
  left,
  opened,
  published,
} from '../../../test/support/challenge-history.js';
import { given } from '../../../test/support/given.js';
import { challenge } from '../challenge.js';
import { leaveChallenge } from './leave-challenge.js';

const leaving = { challengeId, collegeId: 'dala', reason: 'closed', countsInTotals: false };

describe('Leave challenge', () => {
  it('records that a college takes part no longer, and why', () => {
    given(challenge, announced, published, opened)
      .when((state) => leaveChallenge(leaving, state))
      .then(left);
  });

  it('records that the sums keep the actions of the college', () => {
    const counting = { ...leaving, reason: 'moved-away', countsInTotals: true };
    given(challenge, announced, published, opened, closed)
      .when((state) => leaveChallenge(counting, state))
      .then({ type: 'CollegeLeft', data: counting });
  });

  it('refuses a college outside the challenge, and any change after the final', () => {
    given(challenge, announced, published, opened)
      .when((state) => leaveChallenge({ ...leaving, collegeId: 'shagala' }, state))
      .refuses('conflict', 'COLLEGE_NOT_IN_CHALLENGE');
    given(challenge, announced, published, opened, closed, final)
      .when((state) => leaveChallenge(leaving, state))
      .refuses('conflict', 'CHALLENGE_FINAL');
  });

  it('stays quiet when the college has left', () => {
    given(challenge, announced, published, opened, left)
      .when((state) => leaveChallenge(leaving, state))
      .then();
  });
});
