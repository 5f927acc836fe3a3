import {
  aigul,
  approved,
  challenges,
  factsOf,
  nurlan,
  ofTeniz,
  rejected,
  requested,
  submitted,
} from '../../../test/support/action-history.js';
import { given } from '../../../test/support/given.js';
import { action } from '../action.js';
import { rejectAction } from './reject-action.js';

const facts = factsOf(challenges.closed);
const rejection = { actionId: 'trees-1', reason: 'not-eligible' };

describe('Reject action', () => {
  it('records the reason as a code', () => {
    given(action, submitted, requested)
      .when((state) => rejectAction(rejection, aigul, state, facts, null))
      .then(rejected);
  });

  it('refuses a reviewer of the same college', () => {
    given(action, submitted)
      .when((state) => rejectAction(rejection, ofTeniz, state, facts, null))
      .refuses('forbidden', 'OWN_COLLEGE');
  });

  it('refuses what is approved: an approval is revoked, not rejected', () => {
    given(action, submitted, approved())
      .when((state) => rejectAction(rejection, aigul, state, facts, null))
      .refuses('conflict', 'ACTION_NOT_REVIEWABLE');
  });

  it('accepts the current revision and refuses an earlier one', () => {
    const { when } = given(action, submitted, requested);
    when((state) => rejectAction({ ...rejection, revision: 1 }, aigul, state, facts, null)).then(rejected);
    when((state) => rejectAction({ ...rejection, revision: 0 }, aigul, state, facts, null)).refuses(
      'conflict',
      'ACTION_CHANGED',
    );
    given(action, submitted, rejected)
      .when((state) => rejectAction({ ...rejection, revision: 0 }, aigul, state, facts, null))
      .then();
  });

  it('refuses an action of another challenge than the one named', () => {
    const of = (challengeId: string) => ({ actionId: 'trees-1', challengeId, reason: 'not-eligible' });
    given(action, submitted)
      .when((state) => rejectAction(of('amal-2026'), aigul, state, factsOf(challenges.open), null))
      .refuses('not-found', 'ACTION_UNKNOWN');
    given(action, submitted)
      .when((state) => rejectAction(of('green-2026'), aigul, state, factsOf(challenges.open), null))
      .then(rejected);
  });

  it('stays quiet when it is rejected for the same reason', () => {
    given(action, submitted, rejected)
      .when((state) => rejectAction(rejection, nurlan, state, facts, null))
      .then();
  });
});
