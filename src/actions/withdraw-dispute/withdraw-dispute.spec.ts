import {
  challenges,
  coordinator,
  disputed,
  disputeWithdrawn,
  factsOf,
  rejected,
  stranger,
  submitted,
} from '../../../test/support/action-history.js';
import { given } from '../../../test/support/given.js';
import { action } from '../action.js';
import { withdrawDispute } from './withdraw-dispute.js';

const facts = factsOf(challenges.closed);
const input = { actionId: 'trees-1' };

describe('Withdraw dispute', () => {
  it('ends the dispute and leaves the decision', () => {
    given(action, submitted, rejected, disputed)
      .when((state) => withdrawDispute(input, coordinator, state, facts))
      .then(disputeWithdrawn);
    const { state } = given(action, submitted, rejected, disputed, disputeWithdrawn);
    expect(state).toMatchObject({ status: 'rejected', disputed: false, reason: 'not-eligible' });
  });

  it('refuses another college and an action without a dispute', () => {
    given(action, submitted, rejected, disputed)
      .when((state) => withdrawDispute(input, stranger, state, facts))
      .refuses('not-found', 'ACTION_UNKNOWN');
    given(action, submitted, rejected)
      .when((state) => withdrawDispute(input, coordinator, state, facts))
      .refuses('conflict', 'NOT_DISPUTED');
  });

  it('stays quiet when the dispute is withdrawn', () => {
    given(action, submitted, rejected, disputed, disputeWithdrawn)
      .when((state) => withdrawDispute(input, coordinator, state, facts))
      .then();
  });
});
