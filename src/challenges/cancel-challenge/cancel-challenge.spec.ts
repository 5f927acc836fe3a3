import type { ChallengeEvent } from '../../events/challenge.events.js';
import {
  announced,
  closed,
  final,
  frozen,
  green,
  opened,
  published,
  reopened,
  rules,
} from '../../../test/support/challenge-history.js';
import { given } from '../../../test/support/given.js';
import { adjustPoints } from '../adjust-points/adjust-points.js';
import { challenge, type ChallengeState } from '../challenge.js';
import { closeSubmissions } from '../close-submissions/close-submissions.js';
import { finaliseResults } from '../finalise-results/finalise-results.js';
import { freezeStandings } from '../freeze-standings/freeze-standings.js';
import { due } from '../keep-calendar/keep-calendar.js';
import { openChallenge } from '../open-challenge/open-challenge.js';
import { publishRulebook } from '../publish-rulebook/publish-rulebook.js';
import { redescribeChallenge } from '../redescribe-challenge/redescribe-challenge.js';
import { reopenChallenge } from '../reopen-challenge/reopen-challenge.js';
import { reopenSubmissions } from '../reopen-submissions/reopen-submissions.js';
import { rescheduleChallenge } from '../reschedule-challenge/reschedule-challenge.js';
import { revealStandings } from '../reveal-standings/reveal-standings.js';
import { cancelChallenge } from './cancel-challenge.js';

const { challengeId } = green;
const input = { challengeId, reason: 'mistake' };
const cancelled: ChallengeEvent = { type: 'ChallengeCancelled', data: input };
const today = '2026-10-10';

describe('Cancel challenge', () => {
  it.each([
    [[announced]],
    [[announced, published]],
    [[announced, published, opened]],
    [[announced, published, opened, frozen]],
    [[announced, published, opened, closed]],
    [[announced, published, opened, closed, final, reopened]],
  ])('records the cancellation (%#)', (events) => {
    given(challenge, ...events)
      .when((state) => cancelChallenge(input, state))
      .then(cancelled);
  });

  it('refuses final results, which are reopened first', () => {
    given(challenge, announced, published, opened, closed, final)
      .when((state) => cancelChallenge(input, state))
      .refuses('conflict', 'CHALLENGE_FINAL');
  });

  it('stays quiet when it is cancelled already', () => {
    given(challenge, announced, cancelled)
      .when((state) => cancelChallenge({ challengeId, reason: 'postponed' }, state))
      .then();
  });

  const standings = { revision: 6, throughEventId: '', standingsHash: '' };
  const none = {
    ...standings,
    pendingActions: [],
    questions: [],
    disputedActions: [],
    openObjections: [],
    decisions: [],
    today,
  };
  const bonus = { challengeId, adjustmentId: 'bonus-1', collegeId: 'teniz', points: 5, reason: 'jury' };
  it.each<[string, (state: ChallengeState) => readonly ChallengeEvent[]]>([
    ['open', (state) => openChallenge({ challengeId }, state, { directory: [], today })],
    [
      'rulebook',
      (state) => publishRulebook({ challengeId, rules, retroactive: true, note: { kk: 'а', ru: 'а' } }, state),
    ],
    ['redescribe', (state) => redescribeChallenge({ challengeId, track: 'amal' }, state)],
    ['reschedule', (state) => rescheduleChallenge({ ...input, closesOn: '2026-12-12' }, state, { today })],
    ['reopen submissions', (state) => reopenSubmissions({ ...input, until: '2026-12-12' }, state, { today })],
    ['close', (state) => closeSubmissions({ challengeId }, state)],
    ['freeze', (state) => freezeStandings({ challengeId }, state)],
    ['reveal', (state) => revealStandings({ challengeId }, state)],
    ['adjust', (state) => adjustPoints(bonus, state, { by: 'olzhas', isParty: false, unconfirmed: false, note: null })],
    ['finalise', (state) => finaliseResults({ challengeId }, state, none)],
    ['reopen', (state) => reopenChallenge(input, state)],
  ])('is followed by no %s', (_, rule) => {
    given(challenge, announced, published, opened, frozen, closed, cancelled)
      .when(rule)
      .refuses('conflict', 'CHALLENGE_CANCELLED');
  });

  it('leaves nothing to the calendar', () => {
    const { state } = given(challenge, announced, published, opened, cancelled);
    expect(due([state], new Date('2027-01-01T00:00:00.000Z'))).toEqual([]);
  });
});
