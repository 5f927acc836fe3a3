import type { ActionEvent } from '../../events/action.events.js';
import {
  aigul,
  approved,
  challenges,
  endorsed,
  factsOf,
  nurlan,
  ofTeniz,
  submitted,
  whose,
} from '../../../test/support/action-history.js';
import { given } from '../../../test/support/given.js';
import { action } from '../action.js';
import { correctAction } from './correct-action.js';

const facts = factsOf(challenges.open);
const strict = factsOf(challenges.strict);
const correction = (trees: number) => ({ actionId: 'trees-1', verified: { trees }, reason: 'recount' });
const corrected = (trees: number, reviewer: string): ActionEvent => ({
  type: 'ActionCorrected',
  data: { ...whose, verified: { trees }, reason: 'recount', note: null, reviewer },
});

describe('Correct action', () => {
  it('records other numbers and why; the action stays approved', () => {
    given(action, submitted, approved())
      .when((state) => correctAction(correction(20), aigul, state, facts, null))
      .then(corrected(20, 'aigul'));
  });

  it('needs two reviewers where an approval would', () => {
    const { when } = given(action, submitted, approved());
    when((state) => correctAction(correction(25), aigul, state, strict, null)).then(endorsed({ trees: 25 }, 'correct'));
    given(action, submitted, approved(), endorsed({ trees: 25 }, 'correct'))
      .when((state) => correctAction(correction(25), nurlan, state, strict, null))
      .then(corrected(25, 'nurlan'));
  });

  it('does not count an endorsed approval as an endorsed correction', () => {
    given(action, submitted, endorsed({ trees: 30 }), approved({ trees: 28 }, 'nurlan'))
      .when((state) => correctAction(correction(30), nurlan, state, strict, null))
      .then(endorsed({ trees: 30 }, 'correct', 'nurlan'));
  });

  it('refuses a reviewer of the same college, and what is not approved', () => {
    given(action, submitted, approved())
      .when((state) => correctAction(correction(20), ofTeniz, state, facts, null))
      .refuses('forbidden', 'OWN_COLLEGE');
    given(action, submitted)
      .when((state) => correctAction(correction(20), aigul, state, facts, null))
      .refuses('conflict', 'ACTION_NOT_APPROVED');
  });

  it('accepts the current revision and refuses an earlier one', () => {
    const { when } = given(action, submitted, approved({ trees: 28 }));
    const on = (trees: number, revision: number) => ({ ...correction(trees), revision });
    when((state) => correctAction(on(20, 1), aigul, state, facts, null)).then(corrected(20, 'aigul'));
    when((state) => correctAction(on(20, 0), aigul, state, facts, null)).refuses('conflict', 'ACTION_CHANGED');
    when((state) => correctAction(on(28, 0), aigul, state, facts, null)).then();
  });

  it('stays quiet when the numbers are the same', () => {
    given(action, submitted, approved({ trees: 28 }))
      .when((state) => correctAction(correction(28), nurlan, state, facts, null))
      .then();
  });
});
