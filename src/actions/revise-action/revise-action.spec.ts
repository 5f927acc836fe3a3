import type { ActionEvent } from '../../events/action.events.js';
import {
  approved,
  challenges,
  claim,
  coordinator,
  otherPhoto,
  requested,
  stranger,
  submitted,
  whose,
} from '../../../test/support/action-history.js';
import { given } from '../../../test/support/given.js';
import { action } from '../action.js';
import { reviseAction } from './revise-action.js';

const facts = { challenge: challenges.closed, today: '2026-12-02', saysTheSame: false };
const better = {
  ...claim,
  claimed: { trees: { value: 28, precision: 'exact' as const } },
  evidence: [...claim.evidence, otherPhoto],
};
const revised: ActionEvent = { type: 'ActionRevised', data: { ...whose, ...better } };

describe('Revise action', () => {
  it('records the whole claim, also after submissions are closed', () => {
    given(action, submitted, requested)
      .when((state) => reviseAction(better, coordinator, state, facts))
      .then(revised);
  });

  it('brings an action that was returned back to the reviewers', () => {
    expect(given(action, submitted, requested, revised).state).toMatchObject({
      status: 'submitted',
      submittedOn: '2026-10-12',
      rulebookVersion: 1,
    });
  });

  it('answers a question even with the same claim', () => {
    given(action, submitted, requested)
      .when((state) => reviseAction(claim, coordinator, state, { ...facts, saysTheSame: true }))
      .then({ type: 'ActionRevised', data: { ...whose, ...claim } });
  });

  it('refuses another college, and an action that is decided', () => {
    given(action, submitted)
      .when((state) => reviseAction(better, stranger, state, facts))
      .refuses('not-found', 'ACTION_UNKNOWN');
    given(action, submitted, approved())
      .when((state) => reviseAction(better, coordinator, state, facts))
      .refuses('conflict', 'ACTION_DECIDED');
  });

  it('refuses a day outside the challenge', () => {
    given(action, submitted)
      .when((state) => reviseAction({ ...better, doneOn: '2026-12-01' }, coordinator, state, facts))
      .refuses('invalid', 'DONE_OUTSIDE_CHALLENGE', 'doneOn');
  });

  it('stays quiet when the claim is the same', () => {
    given(action, submitted)
      .when((state) => reviseAction(claim, coordinator, state, { ...facts, saysTheSame: true }))
      .then();
  });
});
