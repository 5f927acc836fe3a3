import type { Actor } from '../../src/objections/objection.js';
import { actionTarget, challengeTargets } from '../../src/objections/targets.js';
import type { ActionEvent } from '../../src/events/action.events.js';
import type { ChallengeEvent } from '../../src/events/challenge.events.js';
import type { ObjectionEvent } from '../../src/events/objection.events.js';
import { challenge } from '../../src/challenges/index.js';
import type { RaisingFacts } from '../../src/objections/raise-objection/raise-objection.js';
import { approved, submitted, whose } from './action-history.js';
import { announced, challengeId, closed, final, opened, published } from './challenge-history.js';
import { fold, written } from './given.js';

const who = (accountId: string, role: Actor['role'], collegeId: string | null = null): Actor => ({
  accountId,
  role,
  collegeId,
});
/** Coordinators of two colleges, an auditor, an organiser and a reviewer. */
export const dana = who('dana', 'coordinator', 'dala');
export const madina = who('madina', 'coordinator', 'teniz');
export const arman = who('arman', 'auditor');
export const olzhas = who('olzhas', 'organiser');
export const nurlan = who('nurlan', 'reviewer');

export const objectionNote = { id: '00000000-0000-4000-8000-000000000009', commitment: '9'.repeat(64) };
export const decision = '6f8b0a4e-3a52-4c43-9a55-0d5c6b7f1a12';
const ref = {
  objectionId: 'ob-1',
  challengeId,
  collegeId: 'dala',
  target: { kind: 'action' as const, actionId: whose.actionId, collegeId: 'teniz' },
};
/** The college `dala` objects to the approval of an action of `teniz`. */
export const raised = (changes: object = {}): ObjectionEvent => ({
  type: 'ObjectionRaised',
  data: { ...ref, decision, reason: 'reused-photo', note: objectionNote, ...changes },
});
export const objectionWithdrawn: ObjectionEvent = { type: 'ObjectionWithdrawn', data: ref };
export const settled = (outcome: 'upheld' | 'dismissed', changes: object = {}): ObjectionEvent => ({
  type: 'ObjectionSettled',
  data: { ...ref, outcome, reason: 'second-look', note: null, ...changes },
});

export const begun = [announced, published, opened];
export const ended = [...begun, closed, final];
/** The approval that `raised` is about. */
export const approval = written(approved({ trees: 28 }), { id: decision, by: 'aigul', at: '2026-10-13T10:00:00.000Z' });

/** Facts after these events of the challenge and of the action. */
export const factsAfter = (
  challengeEvents: readonly (ChallengeEvent | ReturnType<typeof written<ChallengeEvent>>)[],
  actionEvents: readonly (ActionEvent | ReturnType<typeof written<ActionEvent>>)[] = [submitted, approval],
  changes: Partial<RaisingFacts> = {},
): RaisingFacts => ({
  challenge: fold(challenge, challengeEvents),
  targets: fold(challengeTargets, challengeEvents),
  action: fold(actionTarget, actionEvents),
  known: [],
  today: '2026-10-14',
  isSameText: false,
  ...changes,
});
