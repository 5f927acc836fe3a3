import type { ChallengeEvent } from '../../events/challenge.events.js';
import { announced, closed, final, green, opened, published } from '../../../test/support/challenge-history.js';
import { given } from '../../../test/support/given.js';
import { challenge } from '../challenge.js';
import { rescheduleChallenge, type Rescheduling } from './reschedule-challenge.js';

const { challengeId } = green;
const reason = 'postponed';
const moved = (opensOn: string, closesOn: string): ChallengeEvent => ({
  type: 'ChallengeRescheduled',
  data: { challengeId, opensOn, closesOn, reason },
});
const on = (today: string, days: Omit<Rescheduling, 'challengeId' | 'reason'>, ...events: ChallengeEvent[]) =>
  given(challenge, announced, published, ...events).when((state) =>
    rescheduleChallenge({ challengeId, reason, ...days }, state, { today }),
  );

describe('Reschedule challenge', () => {
  it('moves both days before the opening', () => {
    on('2026-08-20', { opensOn: '2026-09-08', closesOn: '2026-12-07' }).then(moved('2026-09-08', '2026-12-07'));
    on('2026-08-20', { opensOn: '2026-08-20' }).then(moved('2026-08-20', '2026-11-30'));
  });

  it('moves the last day of an open challenge to today or later', () => {
    on('2026-10-10', { closesOn: '2026-10-10' }, opened).then(moved('2026-09-01', '2026-10-10'));
    on('2026-10-10', { closesOn: '2026-12-20' }, opened).then(moved('2026-09-01', '2026-12-20'));
  });

  it.each([
    ['opensOn', { opensOn: '2026-08-19' }],
    ['closesOn', { opensOn: '2026-08-20', closesOn: '2026-08-19' }],
  ])('refuses a %s that has passed', (field, days) => {
    const code = field === 'opensOn' ? 'DAY_PASSED' : 'CLOSES_BEFORE_IT_OPENS';
    on('2026-08-20', days).refuses('invalid', code, field);
  });

  it('refuses a past last day, and another first day once open', () => {
    on('2026-10-10', { closesOn: '2026-10-09' }, opened).refuses('invalid', 'DAY_PASSED', 'closesOn');
    on('2026-10-10', { opensOn: '2026-10-11' }, opened).refuses('conflict', 'OPENING_DAY_FIXED', 'opensOn');
  });

  it('refuses a closed and a final challenge', () => {
    on('2026-12-10', { closesOn: '2026-12-20' }, opened, closed).refuses('conflict', 'CLOSED_BEFORE_RESCHEDULING');
    on('2026-12-10', { closesOn: '2026-12-20' }, opened, closed, final).refuses('conflict', 'CHALLENGE_FINAL');
  });

  it('stays quiet when both days are as they are', () => {
    on('2026-12-10', { opensOn: green.opensOn, closesOn: green.closesOn }, opened).then();
    on('2026-08-20', { opensOn: '2026-09-08' }, moved('2026-09-08', '2026-11-30')).then();
  });
});
