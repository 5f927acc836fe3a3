import {
  challenges,
  coordinator,
  disputed,
  factsOf,
  rejected,
  revoked,
  stranger,
  submitted,
} from '../../../test/support/action-history.js';
import { given } from '../../../test/support/given.js';
import { action } from '../action.js';
import { disputeDecision } from './dispute-decision.js';

const facts = factsOf(challenges.closed);
const input = { actionId: 'trees-1' };

describe('Dispute decision', () => {
  it.each([rejected, revoked])('records that a college disagrees with $type', (decision) => {
    given(action, submitted, decision)
      .when((state) => disputeDecision(input, coordinator, state, facts, null))
      .then(disputed);
  });

  it('refuses another college, and what nobody has decided on', () => {
    given(action, submitted, rejected)
      .when((state) => disputeDecision(input, stranger, state, facts, null))
      .refuses('not-found', 'ACTION_UNKNOWN');
    given(action, submitted)
      .when((state) => disputeDecision(input, coordinator, state, facts, null))
      .refuses('conflict', 'NOTHING_TO_DISPUTE');
  });

  it('stays quiet while the dispute is not resolved', () => {
    given(action, submitted, rejected, disputed)
      .when((state) => disputeDecision(input, coordinator, state, facts, null))
      .then();
  });
});
