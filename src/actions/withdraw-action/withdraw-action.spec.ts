import {
  approved,
  challenges,
  coordinator,
  factsOf,
  requested,
  stranger,
  submitted,
  withdrawn,
} from '../../../test/support/action-history.js';
import { given } from '../../../test/support/given.js';
import { action } from '../action.js';
import { withdrawAction } from './withdraw-action.js';

const facts = factsOf(challenges.open);
const input = { actionId: 'trees-1' };

describe('Withdraw action', () => {
  it('takes an action back before a decision', () => {
    given(action, submitted, requested)
      .when((state) => withdrawAction(input, coordinator, state, facts))
      .then(withdrawn);
  });

  it('refuses another college, and an action that is decided', () => {
    given(action, submitted)
      .when((state) => withdrawAction(input, stranger, state, facts))
      .refuses('not-found', 'ACTION_UNKNOWN');
    given(action, submitted, approved())
      .when((state) => withdrawAction(input, coordinator, state, facts))
      .refuses('conflict', 'ACTION_DECIDED');
  });

  it('stays quiet when it is withdrawn', () => {
    given(action, submitted, withdrawn)
      .when((state) => withdrawAction(input, coordinator, state, facts))
      .then();
  });
});
