import { announced, closed, final, green, opened, published } from '../../../test/support/challenge-history.js';
import { given } from '../../../test/support/given.js';
import { challenge } from '../challenge.js';
import { redescribeChallenge } from './redescribe-challenge.js';

const { challengeId, track, titles, season } = green;
const mended = { kk: 'Жасыл өлке', ru: 'Зелёный край', en: 'Green Land' };

describe('Redescribe challenge', () => {
  it.each([[[]], [[published]], [[published, opened]], [[published, opened, closed, final]]])(
    'mends titles and season in any state (%#)',
    (events) => {
      given(challenge, announced, ...events)
        .when((state) => redescribeChallenge({ challengeId, titles: mended }, state))
        .then({ type: 'ChallengeRedescribed', data: { challengeId, track, titles: mended, season } });
    },
  );

  it('mends the track before the opening and refuses it afterwards', () => {
    given(challenge, announced, published)
      .when((state) => redescribeChallenge({ challengeId, track: 'amal' }, state))
      .then({ type: 'ChallengeRedescribed', data: { challengeId, track: 'amal', titles, season } });
    given(challenge, announced, published, opened)
      .when((state) => redescribeChallenge({ challengeId, track: 'amal' }, state))
      .refuses('conflict', 'TRACK_FIXED', 'track');
  });

  it('stays quiet when nothing changes', () => {
    given(challenge, announced, { type: 'ChallengeRedescribed', data: { challengeId, track, titles: mended, season } })
      .when((state) => redescribeChallenge({ challengeId, track, titles: mended, season }, state))
      .then();
  });

  it('refuses an unknown challenge', () => {
    given(challenge)
      .when((state) => redescribeChallenge({ challengeId }, state))
      .refuses('not-found', 'CHALLENGE_UNKNOWN');
  });
});
