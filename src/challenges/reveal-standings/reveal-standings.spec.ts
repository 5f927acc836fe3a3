import type { ChallengeEvent } from '../../events/challenge.events.js';
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
import { revealStandings } from './reveal-standings.js';

const input = { challengeId };
const revealed: ChallengeEvent = { type: 'StandingsRevealed', data: { challengeId } };

describe('Reveal standings', () => {
  it.each([[[opened, frozen]], [[opened, closed, frozen, final]]])(
    'shows the public everything again, also after the final',
    (events) => {
      given(challenge, announced, published, ...events)
        .when((state) => revealStandings(input, state))
        .then(revealed);
    },
  );

  it('refuses before the opening', () => {
    given(challenge, announced, published)
      .when((state) => revealStandings(input, state))
      .refuses('conflict', 'CHALLENGE_NOT_OPEN_YET');
  });

  it('stays quiet when nothing is frozen', () => {
    given(challenge, announced, published, opened, frozen, revealed)
      .when((state) => revealStandings(input, state))
      .then();
  });
});
