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

const leaving = { challengeId, collegeId: 'dala' };

describe('Leave challenge', () => {
  it('records that a college takes part no longer', () => {
    given(challenge, announced, published, opened)
      .when((state) => leaveChallenge(leaving, state))
      .then(left);
  });

  it('refuses a college outside the challenge, and any change after the final', () => {
    given(challenge, announced, published, opened)
      .when((state) => leaveChallenge({ challengeId, collegeId: 'shagala' }, state))
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
