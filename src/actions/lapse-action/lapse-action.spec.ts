import {
  approved,
  challenges,
  lapsed,
  requested,
  revised,
  ruledBy,
  submitted,
} from '../../../test/support/action-history.js';
import { given, written } from '../../../test/support/given.js';
import { action } from '../action.js';
import { lapseAction } from './lapse-action.js';

const rulebook = ruledBy({ lapseDays: 10 });
// 19:30 UTC is the next day in Aqtau.
const asked = written(requested, { at: '2026-10-13T19:30:00.000Z' });
const lapse =
  (today: string, challenge = rulebook) =>
  (state: Parameters<typeof lapseAction>[0]) =>
    lapseAction(state, challenge, today);

describe('Lapse action', () => {
  it('rejects an unanswered question after the days of the rulebook', () => {
    given(action, submitted, asked).when(lapse('2026-10-25')).then(lapsed);
    expect(given(action, submitted, asked, lapsed).state).toMatchObject({
      status: 'rejected',
      reason: 'unanswered',
      decision: { disputable: true },
    });
  });

  it('waits through the last day, and for ever without the option', () => {
    given(action, submitted, asked).when(lapse('2026-10-24')).then();
    given(action, submitted, asked).when(lapse('2027-10-24', challenges.open)).then();
    given(action, submitted, asked).when(lapse('2027-10-24', challenges.final)).then();
  });

  it('counts from the last question', () => {
    const again = written(requested, { at: '2026-10-20T07:00:00.000Z' });
    given(action, submitted, asked, again).when(lapse('2026-10-30')).then();
    given(action, submitted, asked, again).when(lapse('2026-10-31')).then(lapsed);
  });

  it('stays quiet when answered, decided, lapsed or never submitted', () => {
    for (const events of [
      [submitted, asked, revised()],
      [submitted, asked, approved()],
      [submitted, asked, lapsed],
      [],
    ])
      given(action, ...events)
        .when(lapse('2027-10-24'))
        .then();
  });
});
