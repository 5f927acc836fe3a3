import type { ChallengeEvent } from '../../events/challenge.events.js';
import {
  announced,
  closed,
  final,
  green,
  opened,
  published,
  reopened,
} from '../../../test/support/challenge-history.js';
import { given } from '../../../test/support/given.js';
import { challenge } from '../challenge.js';
import { due } from '../keep-calendar/keep-calendar.js';
import { reopenSubmissions } from './reopen-submissions.js';

const { challengeId } = green;
const taken: ChallengeEvent = {
  type: 'SubmissionsReopened',
  data: { challengeId, until: '2026-12-05', reason: 'mistake' },
};
const after = (...events: ChallengeEvent[]) =>
  given(challenge, announced, published, ...events).when((state) =>
    reopenSubmissions({ challengeId, until: '2026-12-05', reason: 'mistake' }, state, { today: '2026-12-01' }),
  );

describe('Reopen submissions', () => {
  it('takes submissions again until the named day', () => {
    after(opened, closed).then(taken);
    after(opened, closed, final, reopened).then(taken);
    const { state } = given(challenge, announced, published, opened, closed, taken);
    expect(state).toMatchObject({ status: 'open', closesOn: '2026-12-05' });
    expect(due([state], new Date('2026-12-05T18:59:59.999Z'))).toEqual([]);
    expect(due([state], new Date('2026-12-05T19:00:00.000Z'))).toEqual([{ challengeId, what: 'close' }]);
  });

  it('refuses a day that has passed', () => {
    given(challenge, announced, published, opened, closed)
      .when((state) =>
        reopenSubmissions({ challengeId, until: '2026-11-30', reason: 'mistake' }, state, { today: '2026-12-01' }),
      )
      .refuses('invalid', 'DAY_PASSED', 'until');
  });

  it('refuses before the opening, while it is open, and after the final', () => {
    after().refuses('conflict', 'CHALLENGE_NOT_OPEN_YET');
    after(opened).refuses('conflict', 'SUBMISSIONS_OPEN');
    after(opened, closed, final).refuses('conflict', 'CHALLENGE_FINAL');
  });

  it('stays quiet when submissions are open until that day', () => {
    after(opened, closed, taken).then();
  });
});
