import {
  announced,
  challengeId,
  closed,
  final,
  frozen,
  opened,
  published,
} from '../../../test/support/challenge-history.js';
import { given } from '../../../test/support/given.js';
import { challenge } from '../challenge.js';
import { freezeStandings } from './freeze-standings.js';

const input = { challengeId };

describe('Freeze standings', () => {
  it.each([[[opened]], [[opened, closed]]])('hides from the public what happens from now on', (events) => {
    given(challenge, announced, published, ...events)
      .when((state) => freezeStandings(input, state))
      .then(frozen);
  });

  it('refuses before the opening and after the final', () => {
    given(challenge, announced, published)
      .when((state) => freezeStandings(input, state))
      .refuses('conflict', 'CHALLENGE_NOT_OPEN_YET');
    given(challenge, announced, published, opened, closed, final)
      .when((state) => freezeStandings(input, state))
      .refuses('conflict', 'CHALLENGE_FINAL');
  });

  it('stays quiet when they are frozen', () => {
    given(challenge, announced, published, opened, frozen)
      .when((state) => freezeStandings(input, state))
      .then();
  });
});
