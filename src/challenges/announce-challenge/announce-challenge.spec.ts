import { given } from '../../../test/support/given.js';
import { challenge } from '../challenge.js';
import { announced, green } from '../../../test/support/challenge-history.js';
import { announceChallenge } from './announce-challenge.js';

describe('Announce challenge', () => {
  it('records a challenge with its track, titles and dates', () => {
    given(challenge)
      .when((state) => announceChallenge(green, state))
      .then(announced);
  });

  it('refuses a challenge that closes before it opens', () => {
    given(challenge)
      .when((state) => announceChallenge({ ...green, closesOn: '2026-08-31' }, state))
      .refuses('invalid', 'CLOSES_BEFORE_IT_OPENS', 'closesOn');
  });

  it('refuses another challenge under an id that is taken', () => {
    given(challenge, announced)
      .when((state) => announceChallenge({ ...green, track: 'amal' }, state))
      .refuses('conflict', 'CHALLENGE_EXISTS');
  });

  it('stays quiet when the same challenge is announced again', () => {
    given(challenge, announced)
      .when((state) => announceChallenge(green, state))
      .then();
  });
});
