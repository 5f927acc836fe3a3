import {
  announced,
  challengeId,
  closed,
  final,
  opened,
  published,
  reopened,
} from '../../../test/support/challenge-history.js';
import { given } from '../../../test/support/given.js';
import { challenge } from '../challenge.js';
import { finaliseResults } from './finalise-results.js';

const input = { challengeId };
const facts = {
  pendingActions: [] as string[],
  disputedActions: [] as string[],
  throughEventId: '6f8b0a4e-3a52-4c43-9a55-0d5c6b7f1a11',
  standingsHash: 'ab'.repeat(32),
};

describe('Finalise results', () => {
  it.each([[[closed]], [[closed, final, reopened]]])(
    'records the last event that counts and the hash of the boards',
    (events) => {
      given(challenge, announced, published, opened, ...events)
        .when((state) => finaliseResults(input, state, facts))
        .then(final);
    },
  );

  it('refuses while an action awaits a decision or a dispute is open', () => {
    const { when } = given(challenge, announced, published, opened, closed);
    when((state) => finaliseResults(input, state, { ...facts, pendingActions: ['trees-1'] })).refuses(
      'conflict',
      'DECISIONS_PENDING',
    );
    when((state) => finaliseResults(input, state, { ...facts, disputedActions: ['trees-1'] })).refuses(
      'conflict',
      'DISPUTES_PENDING',
    );
  });

  it('refuses while submissions are open', () => {
    given(challenge, announced, published, opened)
      .when((state) => finaliseResults(input, state, facts))
      .refuses('conflict', 'SUBMISSIONS_NOT_CLOSED');
  });

  it('stays quiet when the results are final, despite later events', () => {
    given(challenge, announced, published, opened, closed, final)
      .when((state) => finaliseResults(input, state, { ...facts, pendingActions: ['trees-1'] }))
      .then();
  });
});
