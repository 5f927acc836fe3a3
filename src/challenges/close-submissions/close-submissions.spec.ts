import { announced, challengeId, closed, final, opened, published } from '../../../test/support/challenge-history.js';
import { given } from '../../../test/support/given.js';
import { challenge } from '../challenge.js';
import { closeSubmissions } from './close-submissions.js';

const input = { challengeId };

describe('Close submissions', () => {
  it('records that submissions are closed', () => {
    given(challenge, announced, published, opened)
      .when((state) => closeSubmissions(input, state))
      .then(closed);
  });

  it('refuses a challenge that is unknown, not open yet, or final', () => {
    given(challenge)
      .when((state) => closeSubmissions(input, state))
      .refuses('not-found', 'CHALLENGE_UNKNOWN');
    given(challenge, announced, published)
      .when((state) => closeSubmissions(input, state))
      .refuses('conflict', 'CHALLENGE_NOT_OPEN_YET');
    given(challenge, announced, published, opened, closed, final)
      .when((state) => closeSubmissions(input, state))
      .refuses('conflict', 'CHALLENGE_FINAL');
  });

  it('stays quiet when they are closed', () => {
    given(challenge, announced, published, opened, closed)
      .when((state) => closeSubmissions(input, state))
      .then();
  });
});
