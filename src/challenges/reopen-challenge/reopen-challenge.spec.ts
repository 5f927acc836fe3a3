import {
  announced,
  challengeId,
  closed,
  final,
  opened,
  published,
  reopened,
} from '../../../test/support/challenge-history.js';
import { given } from '../../../test/support/given.js';
import { challenge } from '../challenge.js';
import { reopenChallenge } from './reopen-challenge.js';

const input = { challengeId, reason: 'appeal' };

describe('Reopen challenge', () => {
  it('lets decisions change again and refuses new actions', () => {
    given(challenge, announced, published, opened, closed, final)
      .when((state) => reopenChallenge(input, state))
      .then(reopened);
    expect(given(challenge, announced, published, opened, closed, final, reopened).state.status).toBe('closed');
  });

  it('refuses a challenge that was never final', () => {
    given(challenge, announced, published, opened, closed)
      .when((state) => reopenChallenge(input, state))
      .refuses('conflict', 'CHALLENGE_NOT_FINAL');
  });

  it('stays quiet when it is reopened', () => {
    given(challenge, announced, published, opened, closed, final, reopened)
      .when((state) => reopenChallenge(input, state))
      .then();
  });
});
