import {
  aigul,
  approved,
  challenges,
  factsOf,
  note,
  ofTeniz,
  requested,
  submitted,
  whose,
} from '../../../test/support/action-history.js';
import { given } from '../../../test/support/given.js';
import { action } from '../action.js';
import { requestInformation } from './request-information.js';

const facts = factsOf(challenges.open);
const question = { actionId: 'trees-1', reason: 'photo-missing' };

describe('Request information', () => {
  it('returns an action to its college with a reason', () => {
    given(action, submitted)
      .when((state) => requestInformation(question, aigul, state, facts, null))
      .then(requested);
  });

  it('records a further question in words', () => {
    given(action, submitted, requested)
      .when((state) => requestInformation(question, aigul, state, facts, note))
      .then({ type: 'InformationRequested', data: { ...whose, reason: 'photo-missing', note, reviewer: 'aigul' } });
  });

  it('refuses a reviewer of the same college, and a decided action', () => {
    given(action, submitted)
      .when((state) => requestInformation(question, ofTeniz, state, facts, null))
      .refuses('forbidden', 'OWN_COLLEGE');
    given(action, submitted, approved())
      .when((state) => requestInformation(question, aigul, state, facts, null))
      .refuses('conflict', 'ACTION_NOT_REVIEWABLE');
  });

  it('stays quiet when the same question is open', () => {
    given(action, submitted, requested)
      .when((state) => requestInformation(question, aigul, state, facts, null))
      .then();
  });
});
