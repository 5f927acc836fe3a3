import {
  aigul,
  approved,
  challenges,
  coordinator,
  disputed,
  endorsed,
  factsOf,
  nurlan,
  ofTeniz,
  organiser,
  rejected,
  reopened,
  requested,
  revoked,
  submitted,
  withdrawn,
} from '../../../test/support/action-history.js';
import { given, written } from '../../../test/support/given.js';
import type { ActionEvent } from '../../events/action.events.js';
import { action, type Actor } from '../action.js';
import { reopenDecision } from './reopen-decision.js';

const facts = factsOf(challenges.closed);
const strict = factsOf(challenges.strict);
const reopen =
  (by: Actor, reason = 'mistake', given = facts) =>
  (state: Parameters<typeof reopenDecision>[2]) =>
    reopenDecision({ actionId: 'trees-1', reason }, by, state, given, null);
const by = (reviewer: string) => ({ ...reopened, data: { ...reopened.data, reviewer } }) as ActionEvent;

describe('Reopen decision', () => {
  it.each([[[approved()]], [[rejected]], [[approved(), revoked]]])(
    'brings the action back to reviewers: %j',
    (events) => {
      given(action, submitted, ...events)
        .when(reopen(organiser))
        .then(reopened);
      given(action, submitted, ...events)
        .when(reopen(aigul))
        .then(by('aigul'));
      const { state } = given(action, submitted, ...events, reopened);
      expect(state).toMatchObject({ status: 'submitted', verified: null, reason: null, decision: null });
    },
  );

  it('needs a second yes for an approval of many points', () => {
    const first = endorsed({}, 'reopen', 'aigul');
    given(action, submitted, approved())
      .when(reopen(aigul, 'mistake', strict))
      .then(first);
    const { when } = given(action, submitted, approved(), first);
    when(reopen(aigul, 'mistake', strict)).then();
    when(reopen(nurlan, 'mistake', strict)).then(by('nurlan'));
    when(reopen(organiser, 'mistake', strict)).then(reopened);
  });

  it('refuses an organiser of the college, and an unconfirmed one', () => {
    const { when } = given(action, submitted, rejected);
    const was = factsOf(challenges.closed, { colleges: new Map([['olzhas', new Set(['teniz'])]]) });
    when(reopen(organiser, 'mistake', was)).refuses('forbidden', 'OWN_COLLEGE');
    const waits = factsOf(challenges.closed, { unconfirmed: new Set(['olzhas']) });
    when(reopen(organiser, 'mistake', waits)).refuses('forbidden', 'NO_COLLEGE_UNCONFIRMED');
  });

  it('needs it of an organiser who decided or filed, too', () => {
    const first = endorsed({}, 'reopen', 'olzhas');
    given(action, submitted, approved({ trees: 28 }, 'olzhas'))
      .when(reopen(organiser, 'mistake', strict))
      .then(first);
    const { when } = given(action, written(submitted, { by: 'olzhas' }), approved(), first);
    when(reopen(nurlan, 'mistake', strict)).then(endorsed({}, 'reopen', 'nurlan'));
  });

  it('needs one yes for a rejection, which no points hang on', () => {
    given(action, submitted, rejected)
      .when(reopen(nurlan, 'mistake', strict))
      .then(by('nurlan'));
  });

  it('lets an organiser reopen a decision on the claim it filed', () => {
    given(action, written(submitted, { by: 'olzhas' }), rejected)
      .when(reopen(organiser))
      .then(reopened);
  });

  it('ends a dispute, and refuses those who decided meanwhile', () => {
    const { when } = given(action, submitted, rejected, disputed);
    when(reopen(aigul)).refuses('forbidden', 'DECIDED_BEFORE');
    when(reopen(nurlan)).then(by('nurlan'));
    expect(given(action, submitted, rejected, disputed, reopened).state).toMatchObject({ disputed: false });
  });

  it('brings back an action that was withdrawn by mistake', () => {
    const { when } = given(action, submitted, withdrawn);
    when(reopen(organiser)).then(reopened);
    when(reopen(nurlan)).refuses('conflict', 'NOTHING_TO_REOPEN');
    expect(given(action, submitted, withdrawn, reopened).state).toMatchObject({ status: 'submitted' });
  });

  it('refuses a reviewer of the college, a coordinator, and a final', () => {
    const { when } = given(action, submitted, rejected);
    when(reopen(ofTeniz)).refuses('forbidden', 'OWN_COLLEGE');
    when(reopen(coordinator)).refuses('forbidden', 'REVIEWERS_ONLY');
    when(reopen(organiser, 'mistake', factsOf(challenges.final))).refuses('conflict', 'CHALLENGE_FINAL');
  });

  it('refuses an action without a decision', () => {
    for (const events of [[submitted], [submitted, requested]])
      given(action, ...events)
        .when(reopen(organiser))
        .refuses('conflict', 'NOTHING_TO_REOPEN');
  });

  it('stays quiet when the same person reopened it for the same reason', () => {
    given(action, submitted, rejected, reopened).when(reopen(organiser)).then();
    given(action, submitted, rejected, reopened)
      .when(reopen(organiser, 'other'))
      .refuses('conflict', 'NOTHING_TO_REOPEN');
  });

  it('refuses a repeat after the action changed again', () => {
    given(action, submitted, rejected, reopened, requested)
      .when(reopen(organiser))
      .refuses('conflict', 'NOTHING_TO_REOPEN');
    const { when } = given(action, submitted, rejected, reopened, withdrawn);
    when(reopen(organiser)).refuses('forbidden', 'DECIDED_BEFORE');
  });
});
