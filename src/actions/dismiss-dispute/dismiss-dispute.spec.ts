import {
  aigul,
  challenges,
  disputed,
  disputeDismissed,
  factsOf,
  nurlan,
  ofTeniz,
  rejected,
  submitted,
} from '../../../test/support/action-history.js';
import { given } from '../../../test/support/given.js';
import { action, type Actor } from '../action.js';
import { dismissDispute } from './dismiss-dispute.js';

const dismiss = (by: Actor) => (state: Parameters<typeof dismissDispute>[2]) =>
  dismissDispute({ actionId: 'trees-1', reason: 'no-ground' }, by, state, factsOf(challenges.closed), null);

describe('Dismiss dispute', () => {
  it('leaves the decision as it is', () => {
    given(action, submitted, rejected, disputed).when(dismiss(nurlan)).then(disputeDismissed);
    const { state } = given(action, submitted, rejected, disputed, disputeDismissed);
    expect(state).toMatchObject({ status: 'rejected', disputed: false, decision: { disputable: false } });
  });

  it('refuses reviewers who decided and those of the college', () => {
    const { when } = given(action, submitted, rejected, disputed);
    when(dismiss(aigul)).refuses('forbidden', 'DECIDED_BEFORE');
    when(dismiss(ofTeniz)).refuses('forbidden', 'OWN_COLLEGE');
    given(action, submitted, rejected).when(dismiss(nurlan)).refuses('conflict', 'NOT_DISPUTED');
  });

  it('stays quiet when the same person dismissed it', () => {
    given(action, submitted, rejected, disputed, disputeDismissed).when(dismiss(nurlan)).then();
  });
});
