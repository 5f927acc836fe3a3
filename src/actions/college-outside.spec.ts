import {
  aigul,
  approved,
  claim,
  coordinator,
  factsOf,
  nurlan,
  ofTeniz,
  otherPhoto,
  photo,
  requested,
  stranger,
  submitted,
  whose,
  withdrawn,
} from '../../test/support/action-history.js';
import { announced, left, merged, opened, published, teniz } from '../../test/support/challenge-history.js';
import { fold, given } from '../../test/support/given.js';
import { challenge } from '../challenges/index.js';
import type { ChallengeEvent } from '../events/challenge.events.js';
import { action } from './action.js';
import { attachEvidence } from './attach-evidence/attach-evidence.js';
import { disputeDecision } from './dispute-decision/dispute-decision.js';
import { rejectAction } from './reject-action/reject-action.js';
import { reviseAction } from './revise-action/revise-action.js';
import { takeDownEvidence } from './take-down-evidence/take-down-evidence.js';
import { withdrawAction } from './withdraw-action/withdraw-action.js';

const gone: ChallengeEvent = { ...left, data: { ...left.data, collegeId: 'teniz' } } as ChallengeEvent;
const outside = fold(challenge, [announced, published, opened, gone]);
const facts = factsOf(outside);

const joined = fold(challenge, [
  announced,
  published,
  opened,
  { ...merged, data: { ...merged.data, from: 'teniz', into: 'dala' } } as ChallengeEvent,
]);
const mergedFacts = factsOf(joined);

describe('a college that merged into another', () => {
  it('leaves its actions to the coordinators of the other one', () => {
    given(action, submitted)
      .when((state) => attachEvidence(otherPhoto, stranger, state, mergedFacts))
      .then({ type: 'EvidenceAttached', data: { ...whose, evidence: otherPhoto } });
    given(action, submitted, approved())
      .when((state) => disputeDecision(whose, stranger, state, mergedFacts, null))
      .then({ type: 'DecisionDisputed', data: { ...whose, note: null } });
    given(action, submitted)
      .when((state) => withdrawAction(whose, stranger, state, mergedFacts))
      .then(withdrawn);
  });

  it('acts no more itself, except that it takes evidence down', () => {
    given(action, submitted)
      .when((state) => attachEvidence(otherPhoto, coordinator, state, mergedFacts))
      .refuses('conflict', 'COLLEGE_MERGED');
    given(action, submitted)
      .when((state) => withdrawAction(whose, coordinator, state, mergedFacts))
      .refuses('conflict', 'COLLEGE_MERGED');
    const takedown = { actionId: whose.actionId, evidenceId: photo.id, reason: 'faces' };
    for (const by of [coordinator, stranger])
      given(action, submitted)
        .when((state) => takeDownEvidence(takedown, by, state, mergedFacts))
        .then({ type: 'EvidenceTakenDown', data: { ...whose, evidenceId: photo.id, reason: 'faces' } });
  });

  it('makes the reviewers of both colleges partial', () => {
    const input = { actionId: whose.actionId, reason: 'not-eligible' };
    for (const by of [ofTeniz, aigul])
      given(action, submitted)
        .when((state) => rejectAction(input, by, state, mergedFacts, null))
        .refuses('forbidden', 'OWN_COLLEGE');
    given(action, submitted)
      .when((state) => rejectAction(input, nurlan, state, mergedFacts, null))
      .then({ type: 'ActionRejected', data: { ...whose, reason: 'not-eligible', note: null, reviewer: 'nurlan' } });
  });

  it('is no partner of the college it merged into', () => {
    const facts = { challenge: joined, today: '2026-10-15', saysTheSame: false, open: [] };
    given(action, submitted, requested)
      .when((state) => reviseAction(claim, stranger, state, facts))
      .refuses('invalid', 'PARTNER_NOT_IN_CHALLENGE', 'partners.0');
  });
});

describe('a college that left the challenge', () => {
  it('attaches no evidence, revises nothing and disputes no decision', () => {
    given(action, submitted)
      .when((state) => attachEvidence(otherPhoto, coordinator, state, facts))
      .refuses('conflict', 'COLLEGE_NOT_IN_CHALLENGE');
    given(action, submitted, requested)
      .when((state) =>
        reviseAction(claim, coordinator, state, {
          challenge: outside,
          today: '2026-10-15',
          saysTheSame: false,
          open: [],
        }),
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
