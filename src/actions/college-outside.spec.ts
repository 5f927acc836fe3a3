import {
  approved,
  claim,
  coordinator,
  factsOf,
  otherPhoto,
  requested,
  submitted,
  whose,
  withdrawn,
} from '../../test/support/action-history.js';
import { announced, left, opened, published, teniz } from '../../test/support/challenge-history.js';
import { fold, given } from '../../test/support/given.js';
import { challenge } from '../challenges/index.js';
import type { ChallengeEvent } from '../events/challenge.events.js';
import { action } from './action.js';
import { attachEvidence } from './attach-evidence/attach-evidence.js';
import { disputeDecision } from './dispute-decision/dispute-decision.js';
import { reviseAction } from './revise-action/revise-action.js';
import { withdrawAction } from './withdraw-action/withdraw-action.js';

const gone: ChallengeEvent = { ...left, data: { ...left.data, collegeId: 'teniz' } } as ChallengeEvent;
const outside = fold(challenge, [announced, published, opened, gone]);
const facts = factsOf(outside);

describe('a college that left the challenge', () => {
  it('attaches no evidence, revises nothing and disputes no decision', () => {
    given(action, submitted)
      .when((state) => attachEvidence(otherPhoto, coordinator, state, facts))
      .refuses('conflict', 'COLLEGE_NOT_IN_CHALLENGE');
    given(action, submitted, requested)
      .when((state) =>
        reviseAction(claim, coordinator, state, { challenge: outside, today: '2026-10-15', saysTheSame: false }),
      )
      .refuses('conflict', 'COLLEGE_NOT_IN_CHALLENGE');
    given(action, submitted, approved())
      .when((state) => disputeDecision(whose, coordinator, state, facts, null))
      .refuses('conflict', 'COLLEGE_NOT_IN_CHALLENGE');
  });

  it('withdraws its undecided actions, so that no reviewer waits', () => {
    given(action, submitted, requested)
      .when((state) => withdrawAction(whose, coordinator, state, facts))
      .then(withdrawn);
  });

  it('does all of it again after it came back', () => {
    const back = fold(challenge, [
      announced,
      published,
      opened,
      gone,
      { type: 'CollegeEntered', data: { challengeId: whose.challengeId, ...teniz } },
    ]);
    given(action, submitted)
      .when((state) => attachEvidence(otherPhoto, coordinator, state, factsOf(back)))
      .then({ type: 'EvidenceAttached', data: { ...whose, evidence: otherPhoto } });
  });
});
