import {
  approved,
  challenges,
  claim,
  coordinator,
  otherPhoto,
  requested,
  revised,
  ruledBy,
  stranger,
  submitted,
} from '../../../test/support/action-history.js';
import { given } from '../../../test/support/given.js';
import { action, requireSubmitted } from '../action.js';
import { reviseAction } from './revise-action.js';

const open = { challenge: challenges.strict, today: '2026-10-20', saysTheSame: false, open: [] };
const facts = { challenge: challenges.closed, today: '2026-12-02', saysTheSame: false, open: [] };
const better = {
  ...claim,
  claimed: { trees: { value: 28, precision: 'exact' as const } },
  evidence: [...claim.evidence, otherPhoto],
};
const cleanup = { ...claim, kind: 'G1', claimed: { bags: { value: 12, precision: 'exact' as const } } };

describe('Revise action', () => {
  it('records the whole claim, as an answer also after the close', () => {
    given(action, submitted)
      .when((state) => reviseAction(better, coordinator, state, open))
      .then(revised(better));
    given(action, submitted, requested)
      .when((state) => reviseAction(better, coordinator, state, facts))
      .then(revised(better));
  });

  it('brings an action that was returned back to the reviewers', () => {
    expect(given(action, submitted, requested, revised(better)).state).toMatchObject({
      status: 'submitted',
      submittedOn: '2026-10-12',
      rulebookVersion: 1,
    });
  });

  it.each([
    ['kind', cleanup],
    ['day', { ...claim, doneOn: '2026-10-19' }],
    ['earlier day', { ...claim, doneOn: '2026-09-02' }],
  ])('takes the day and the rulebook in force for another %s', (_, other) => {
    const event = revised({ ...other, submittedOn: '2026-10-20', rulebookVersion: 2 });
    given(action, submitted)
      .when((state) => reviseAction(other, coordinator, state, open))
      .then(event);
    expect(given(action, submitted, event).state).toMatchObject({ submittedOn: '2026-10-20', rulebookVersion: 2 });
  });

  it('keeps the newer day when a later revision changes numbers only', () => {
    const other = revised({ ...cleanup, submittedOn: '2026-10-20', rulebookVersion: 2 });
    const state = requireSubmitted(given(action, submitted, other, revised(cleanup)).state);
    expect(state).toMatchObject({ submittedOn: '2026-10-20', rulebookVersion: 2 });
  });

  it('refuses another day that has no place left', () => {
    const limited = { ...open, challenge: ruledBy({ openClaims: { college: 2, kindAndDay: 1 } }) };
    const claims = [
      { actionId: 'trees-1', kind: 'G4', doneOn: '2026-10-10' },
      { actionId: 'trees-2', kind: 'G4', doneOn: '2026-10-11' },
    ];
    const revise = (changes: object) =>
      given(action, submitted).when((state) =>
        reviseAction({ ...claim, ...changes }, coordinator, state, { ...limited, open: claims }),
      );
    revise({ doneOn: '2026-10-11' }).refuses('conflict', 'OPEN_CLAIMS_OF_DAY');
    revise({ doneOn: '2026-10-12' }).then(
      revised({ doneOn: '2026-10-12', submittedOn: '2026-10-20', rulebookVersion: 2 }),
    );
    revise({ claimed: better.claimed }).then(revised({ claimed: better.claimed }));
  });

  it('accepts after the close only answers to a question', () => {
    for (const late of [facts, { ...facts, challenge: challenges.open, today: '2026-12-01' }]) {
      given(action, submitted)
        .when((state) => reviseAction(better, coordinator, state, late))
        .refuses('conflict', 'NO_OPEN_QUESTION');
      given(action, submitted, requested, revised(better))
        .when((state) => reviseAction(claim, coordinator, state, late))
        .refuses('conflict', 'NO_OPEN_QUESTION');
    }
  });

  it.each([
    ['kind', cleanup],
    ['doneOn', { ...claim, doneOn: '2026-10-11' }],
    ['doneFrom', { ...claim, doneFrom: '2026-10-09' }],
  ])('keeps %s in an answer after the close', (field, other) => {
    given(action, submitted, requested)
      .when((state) => reviseAction(other, coordinator, state, facts))
      .refuses('invalid', 'CLAIM_FIXED', field);
  });

  it('refuses a claim without a number of its kind', () => {
    const empty = { ...claim, claimed: { participants: { value: 40, precision: 'exact' as const } } };
    given(action, submitted)
      .when((state) => reviseAction(empty, coordinator, state, open))
      .refuses('invalid', 'CLAIM_EMPTY', 'claimed');
  });

  it('answers a question even with the same claim', () => {
    given(action, submitted, requested)
      .when((state) => reviseAction(claim, coordinator, state, { ...facts, saysTheSame: true }))
      .then(revised());
  });

  it('refuses another college, and an action that is decided', () => {
    given(action, submitted)
      .when((state) => reviseAction(better, stranger, state, open))
      .refuses('not-found', 'ACTION_UNKNOWN');
    given(action, submitted, approved())
      .when((state) => reviseAction(better, coordinator, state, open))
      .refuses('conflict', 'ACTION_DECIDED');
  });

  it('refuses a day outside the challenge', () => {
    given(action, submitted)
      .when((state) => reviseAction({ ...better, doneOn: '2026-08-31' }, coordinator, state, open))
      .refuses('invalid', 'DONE_OUTSIDE_CHALLENGE', 'doneOn');
  });

  it('stays quiet when the claim is the same', () => {
    given(action, submitted)
      .when((state) => reviseAction(claim, coordinator, state, { ...facts, saysTheSame: true }))
      .then();
  });
});
