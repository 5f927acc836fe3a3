import type { ActionEvent } from '../../events/action.events.js';
import {
  aigul,
  approved,
  challenges,
  disputed,
  endorsed,
  factsOf,
  nurlan,
  ofTeniz,
  rejected,
  submitted,
  whose,
} from '../../../test/support/action-history.js';
import { given } from '../../../test/support/given.js';
import { action, requireSubmitted } from '../action.js';
import { resolveDispute, type Resolution } from './resolve-dispute.js';

const facts = factsOf(challenges.closed);
const resolution = (changes: Partial<Resolution> = {}): Resolution => ({
  actionId: 'trees-1',
  outcome: 'approved',
  verified: { trees: 25 },
  reason: 'second-look',
  ...changes,
});
const resolved = (outcome: Resolution['outcome'], trees?: number): ActionEvent => ({
  type: 'DisputeResolved',
  data: {
    ...whose,
    outcome,
    verified: trees === undefined ? null : { trees },
    reason: 'second-look',
    note: null,
    reviewer: 'nurlan',
  },
});

describe('Resolve dispute', () => {
  it('may approve what was rejected', () => {
    const { when } = given(action, submitted, rejected, disputed);
    when((state) => resolveDispute(resolution(), nurlan, state, facts, null)).then(resolved('approved', 25));
    const after = requireSubmitted(given(action, submitted, rejected, disputed, resolved('approved', 25)).state);
    expect(after).toMatchObject({ status: 'approved', verified: { trees: 25 }, disputed: false });
  });

  it('may uphold a decision, which then stands as it was', () => {
    given(action, submitted, approved(), disputed)
      .when((state) =>
        resolveDispute(resolution({ outcome: 'upheld', verified: undefined }), nurlan, state, facts, null),
      )
      .then(resolved('upheld'));
    const after = requireSubmitted(
      given(action, submitted, approved({ trees: 28 }), disputed, resolved('upheld')).state,
    );
    expect(after).toMatchObject({ status: 'approved', verified: { trees: 28 }, disputed: false });
  });

  it('refuses a reviewer who has decided on or endorsed the action', () => {
    given(action, submitted, rejected, disputed)
      .when((state) => resolveDispute(resolution(), aigul, state, facts, null))
      .refuses('forbidden', 'DECIDED_BEFORE');
    given(action, submitted, endorsed({ trees: 30 }), approved({ trees: 30 }, 'nurlan'), disputed)
      .when((state) => resolveDispute(resolution(), aigul, state, facts, null))
      .refuses('forbidden', 'DECIDED_BEFORE');
  });

  it('refuses a reviewer of the same college', () => {
    given(action, submitted, rejected, disputed)
      .when((state) => resolveDispute(resolution(), ofTeniz, state, facts, null))
      .refuses('forbidden', 'OWN_COLLEGE');
  });

  it('refuses missing numbers, needless numbers and an undisputed action', () => {
    const { when } = given(action, submitted, rejected, disputed);
    when((state) => resolveDispute(resolution({ verified: undefined }), nurlan, state, facts, null)).refuses(
      'invalid',
      'RESOLUTION_NUMBERS',
      'verified',
    );
    when((state) => resolveDispute(resolution({ outcome: 'rejected' }), nurlan, state, facts, null)).refuses(
      'invalid',
      'RESOLUTION_NUMBERS',
    );
    given(action, submitted, rejected)
      .when((state) => resolveDispute(resolution(), nurlan, state, facts, null))
      .refuses('conflict', 'NOT_DISPUTED');
  });

  it('accepts the current revision and refuses an earlier one', () => {
    const { when } = given(action, submitted, rejected, disputed);
    const on = (revision: number) => resolution({ revision });
    when((state) => resolveDispute(on(2), nurlan, state, facts, null)).then(resolved('approved', 25));
    when((state) => resolveDispute(on(1), nurlan, state, facts, null)).refuses('conflict', 'ACTION_CHANGED');
    given(action, submitted, rejected, disputed, resolved('approved', 25))
      .when((state) => resolveDispute(on(2), nurlan, state, facts, null))
      .then();
  });

  it('stays quiet when the same person resolves it the same way again', () => {
    given(action, submitted, rejected, disputed, resolved('approved', 25))
      .when((state) => resolveDispute(resolution(), nurlan, state, facts, null))
      .then();
  });
});
