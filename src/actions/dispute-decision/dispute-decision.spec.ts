import type { ActionEvent } from '../../events/action.events.js';
import {
  approved,
  challenges,
  coordinator,
  disputed,
  disputeDismissed,
  disputeWithdrawn,
  factsOf,
  rejected,
  reopened,
  ruledBy,
  whose,
  revoked,
  stranger,
  submitted,
} from '../../../test/support/action-history.js';
import { given, written } from '../../../test/support/given.js';
import { action } from '../action.js';
import { disputeDecision } from './dispute-decision.js';

const facts = factsOf(challenges.closed);
const resolved = (outcome: 'upheld' | 'approved'): ActionEvent => ({
  type: 'DisputeResolved',
  data: {
    ...whose,
    outcome,
    verified: outcome === 'approved' ? { trees: 3 } : null,
    reason: 'second-look',
    note: null,
    reviewer: 'nurlan',
  },
});
const input = { actionId: 'trees-1' };

describe('Dispute decision', () => {
  it.each([rejected, revoked])('records that a college disagrees with $type', (decision) => {
    given(action, submitted, decision)
      .when((state) => disputeDecision(input, coordinator, state, facts, null))
      .then(disputed);
  });

  it('refuses another college, and what nobody has decided on', () => {
    given(action, submitted, rejected)
      .when((state) => disputeDecision(input, stranger, state, facts, null))
      .refuses('not-found', 'ACTION_UNKNOWN');
    given(action, submitted)
      .when((state) => disputeDecision(input, coordinator, state, facts, null))
      .refuses('conflict', 'NOTHING_TO_DISPUTE');
  });

  it.each<[string, ActionEvent]>([
    ['withdrawn', disputeWithdrawn],
    ['dismissed', disputeDismissed],
    ['upheld', resolved('upheld')],
    ['replaced', resolved('approved')],
  ])('refuses a second dispute of a decision after it was %s', (_, end) => {
    given(action, submitted, rejected, disputed, end)
      .when((state) => disputeDecision(input, coordinator, state, facts, null))
      .refuses('conflict', 'DISPUTED_BEFORE');
  });

  it('accepts a dispute of a later decision', () => {
    given(action, submitted, rejected, disputed, disputeWithdrawn, reopened, approved({ trees: 3 }, 'nurlan'))
      .when((state) => disputeDecision(input, coordinator, state, facts, null))
      .then(disputed);
  });

  it('accepts a dispute through the last allowed day', () => {
    // 19:30 UTC is the next day in Aqtau.
    const late = written(rejected, { at: '2026-10-13T19:30:00.000Z' });
    const on = (today: string) => factsOf(ruledBy({ disputeDays: 5 }), { today });
    const { when } = given(action, submitted, late);
    when((state) => disputeDecision(input, coordinator, state, on('2026-10-19'), null)).then(disputed);
    when((state) => disputeDecision(input, coordinator, state, on('2026-10-20'), null)).refuses(
      'conflict',
      'DISPUTE_TOO_LATE',
    );
  });

  it('stays quiet while the dispute is not resolved', () => {
    given(action, submitted, rejected, disputed)
      .when((state) => disputeDecision(input, coordinator, state, facts, null))
      .then();
  });
});
