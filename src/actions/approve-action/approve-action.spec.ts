import {
  aigul,
  approved,
  challenges,
  coordinator,
  endorsed,
  factsOf,
  nurlan,
  ofTeniz,
  requested,
  submitted,
  withdrawn,
} from '../../../test/support/action-history.js';
import { given } from '../../../test/support/given.js';
import { action } from '../action.js';
import { approveAction } from './approve-action.js';

const facts = factsOf(challenges.open);
const strict = factsOf(challenges.strict);
const approval = (trees: number) => ({ actionId: 'trees-1', verified: { trees } });

describe('Approve action', () => {
  it('records what a reviewer found true', () => {
    given(action, submitted)
      .when((state) => approveAction(approval(28), aigul, state, facts))
      .then(approved({ trees: 28 }));
  });

  it('approves after a request for information and after submissions close', () => {
    given(action, submitted, requested)
      .when((state) => approveAction(approval(28), aigul, state, factsOf(challenges.closed)))
      .then(approved({ trees: 28 }));
  });

  it('refuses a reviewer of the same college', () => {
    given(action, submitted)
      .when((state) => approveAction(approval(28), ofTeniz, state, facts))
      .refuses('forbidden', 'OWN_COLLEGE');
  });

  it('refuses anybody who is no reviewer', () => {
    given(action, submitted)
      .when((state) => approveAction(approval(28), coordinator, state, facts))
      .refuses('forbidden', 'REVIEWERS_ONLY');
  });

  it('refuses a number that no kind uses', () => {
    given(action, submitted)
      .when((state) => approveAction({ actionId: 'trees-1', verified: { lorries: 3 } }, aigul, state, facts))
      .refuses('invalid', 'METRIC_UNKNOWN', 'verified.lorries');
  });

  it('refuses a withdrawn action, and other numbers for an approved one', () => {
    given(action, submitted, withdrawn)
      .when((state) => approveAction(approval(28), aigul, state, facts))
      .refuses('conflict', 'ACTION_NOT_REVIEWABLE');
    given(action, submitted, approved({ trees: 28 }))
      .when((state) => approveAction(approval(27), nurlan, state, facts))
      .refuses('conflict', 'ACTION_NOT_REVIEWABLE');
  });

  it('refuses decisions after the final', () => {
    given(action, submitted)
      .when((state) => approveAction(approval(28), aigul, state, factsOf(challenges.final)))
      .refuses('conflict', 'CHALLENGE_FINAL');
  });

  it('refuses an action nobody submitted', () => {
    given(action)
      .when((state) => approveAction(approval(28), aigul, state, facts))
      .refuses('not-found', 'ACTION_UNKNOWN');
  });

  it('stays quiet when it is approved with the same numbers', () => {
    given(action, submitted, approved({ trees: 28 }))
      .when((state) => approveAction(approval(28), nurlan, state, facts))
      .then();
  });

  it('records a decision on the revision the reviewer saw', () => {
    given(action, submitted, requested)
      .when((state) => approveAction({ ...approval(28), revision: 1 }, aigul, state, facts))
      .then(approved({ trees: 28 }));
  });

  it('refuses a decision on an earlier revision of the action', () => {
    for (const since of [requested, endorsed({ trees: 22 }, 'approve', 'nurlan'), withdrawn, approved({ trees: 3 })])
      given(action, submitted, since)
        .when((state) => approveAction({ ...approval(28), revision: 0 }, aigul, state, facts))
        .refuses('conflict', 'ACTION_CHANGED');
  });

  it('stays quiet on an old revision when the same was decided', () => {
    given(action, submitted, approved({ trees: 28 }))
      .when((state) => approveAction({ ...approval(28), revision: 0 }, aigul, state, facts))
      .then();
    given(action, submitted, endorsed({ trees: 22 }))
      .when((state) => approveAction({ ...approval(22), revision: 0 }, aigul, state, strict))
      .then();
  });

  describe('where two reviewers are needed', () => {
    it('records the first approval as an endorsement', () => {
      given(action, submitted)
        .when((state) => approveAction(approval(22), aigul, state, strict))
        .then(endorsed({ trees: 22 }));
    });

    it('needs one reviewer below the limit', () => {
      given(action, submitted)
        .when((state) => approveAction(approval(21), aigul, state, strict))
        .then(approved({ trees: 21 }));
    });

    it('is approved by another reviewer with the same numbers', () => {
      given(action, submitted, endorsed({ trees: 22 }))
        .when((state) => approveAction(approval(22), nurlan, state, strict))
        .then(approved({ trees: 22 }, 'nurlan'));
    });

    it('treats an approval with other numbers as a new endorsement', () => {
      given(action, submitted, endorsed({ trees: 22 }))
        .when((state) => approveAction(approval(25), nurlan, state, strict))
        .then(endorsed({ trees: 25 }, 'approve', 'nurlan'));
    });

    it('stays quiet when the first reviewer approves again', () => {
      given(action, submitted, endorsed({ trees: 22 }))
        .when((state) => approveAction(approval(22), aigul, state, strict))
        .then();
    });

    it('drops the endorsement when more information is requested', () => {
      given(action, submitted, endorsed({ trees: 22 }), requested)
        .when((state) => approveAction(approval(22), nurlan, state, strict))
        .then(endorsed({ trees: 22 }, 'approve', 'nurlan'));
    });
  });
});
