import {
  aigul,
  approved,
  challenges,
  factsOf,
  nurlan,
  ofTeniz,
  rejected,
  revoked,
  submitted,
} from '../../../test/support/action-history.js';
import { given } from '../../../test/support/given.js';
import { action } from '../action.js';
import { revokeApproval } from './revoke-approval.js';

const facts = factsOf(challenges.closed);
const revocation = { actionId: 'trees-1', reason: 'reused-photo' };

describe('Revoke approval', () => {
  it('records why an approval ends', () => {
    given(action, submitted, approved())
      .when((state) => revokeApproval(revocation, aigul, state, facts, null))
      .then(revoked);
  });

  it('refuses the same college, an unapproved action and anything after the final', () => {
    given(action, submitted, approved())
      .when((state) => revokeApproval(revocation, ofTeniz, state, facts, null))
      .refuses('forbidden', 'OWN_COLLEGE');
    given(action, submitted, rejected)
      .when((state) => revokeApproval(revocation, aigul, state, facts, null))
      .refuses('conflict', 'ACTION_NOT_APPROVED');
    given(action, submitted, approved())
      .when((state) => revokeApproval(revocation, aigul, state, factsOf(challenges.final), null))
      .refuses('conflict', 'CHALLENGE_FINAL');
  });

  it('stays quiet when it is revoked', () => {
    given(action, submitted, approved(), revoked)
      .when((state) => revokeApproval(revocation, nurlan, state, facts, null))
      .then();
  });
});
