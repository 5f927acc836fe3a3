import type { ActionEvent } from '../../src/events/action.events.js';
import type { Verified } from '../../src/events/values.js';
import { challenge, type ChallengeState } from '../../src/challenges/index.js';
import type { ChallengeEvent } from '../../src/events/challenge.events.js';
import type { Rulebook } from '../../src/events/rulebook.js';
import type { Actor } from '../../src/actions/action.js';
import type { ReviewFacts } from '../../src/actions/review.js';
import { pointsIn } from '../../src/actions/review-commands.js';
import { announced, closed, final, green, opened, published, rules } from './challenge-history.js';
import { fold } from './given.js';

/** An action of the college `teniz` to begin tests with, and who deals with it. */
export const whose = { actionId: 'trees-1', challengeId: green.challengeId, collegeId: 'teniz' };
const ref = (digit: string) => ({ id: `00000000-0000-4000-8000-00000000000${digit}`, commitment: digit.repeat(64) });
export const photo = ref('1');
export const otherPhoto = ref('2');
export const note = ref('3');

export const claim = {
  kind: 'G4',
  doneOn: '2026-10-10',
  claimed: { trees: { value: 30, precision: 'about' as const } },
  partners: ['dala'],
  evidence: [photo],
  details: null,
};

export const submitted: ActionEvent = {
  type: 'ActionSubmitted',
  data: { ...whose, ...claim, submittedOn: '2026-10-12', rulebookVersion: 1 },
};
/** The same claim, with changes. */
export const revised = (
  changes: Partial<Extract<ActionEvent, { type: 'ActionRevised' }>['data']> = {},
): ActionEvent => ({
  type: 'ActionRevised',
  data: { ...whose, ...claim, submittedOn: null, rulebookVersion: null, ...changes },
});
export const requested: ActionEvent = {
  type: 'InformationRequested',
  data: { ...whose, reason: 'photo-missing', note: null, reviewer: 'aigul' },
};
export const approved = (verified: Verified = { trees: 28 }, reviewer = 'aigul'): ActionEvent => ({
  type: 'ActionApproved',
  data: { ...whose, verified, reviewer },
});
export const endorsed = (
  verified: Verified,
  decision: 'approve' | 'correct' | 'revoke' | 'resolve' | 'reclassify' | 'reopen' = 'approve',
  reviewer = 'aigul',
  more: { outcome?: 'upheld' | 'approved' | 'rejected'; kind?: string; doneOn?: string } = {},
): ActionEvent => ({
  type: 'ActionEndorsed',
  data: { ...whose, verified, reviewer, decision, ...more },
});
export const rejected: ActionEvent = {
  type: 'ActionRejected',
  data: { ...whose, reason: 'not-eligible', note: null, reviewer: 'aigul' },
};
export const revoked: ActionEvent = {
  type: 'ApprovalRevoked',
  data: { ...whose, reason: 'reused-photo', note: null, reviewer: 'aigul' },
};
export const withdrawn: ActionEvent = { type: 'ActionWithdrawn', data: whose };
export const reopened: ActionEvent = {
  type: 'DecisionReopened',
  data: { ...whose, reason: 'mistake', note: null, reviewer: 'olzhas' },
};
export const reclassified = (kind: string, doneOn: string, reviewer = 'nurlan'): ActionEvent => ({
  type: 'ActionReclassified',
  data: { ...whose, kind, doneOn, reason: 'wrong-kind', note: null, reviewer },
});
export const lapsed: ActionEvent = { type: 'ActionLapsed', data: { ...whose, reason: 'unanswered' } };
export const disputeWithdrawn: ActionEvent = { type: 'DisputeWithdrawn', data: whose };
export const disputeDismissed: ActionEvent = {
  type: 'DisputeDismissed',
  data: { ...whose, reason: 'no-ground', note: null, reviewer: 'nurlan' },
};
export const disputed: ActionEvent = { type: 'DecisionDisputed', data: { ...whose, note: null } };

const asker = (accountId: string, role: Actor['role'], collegeId: string | null): Actor => ({
  accountId,
  role,
  collegeId,
});
export const aigul = asker('aigul', 'reviewer', 'dala');
export const nurlan = asker('nurlan', 'reviewer', 'shagala');
export const daulet = asker('daulet', 'reviewer', null);
export const ofTeniz = asker('serik', 'reviewer', 'teniz');
export const coordinator = asker('madina', 'coordinator', 'teniz');
export const stranger = asker('dana', 'coordinator', 'dala');
export const organiser = asker('olzhas', 'organiser', null);

const after = (...events: ChallengeEvent[]): ChallengeState => fold(challenge, events);
/** A version of the rulebook with changes of the first. */
export const ruled = (changes: Partial<Rulebook>, version = 2): ChallengeEvent => ({
  type: 'RulebookPublished',
  data: {
    challengeId: green.challengeId,
    version,
    rules: { ...rules, ...changes },
    retroactive: false,
    note: { kk: 'Екі рет', ru: 'Дважды' },
  },
});
const plain = { base: 5, cap: 5, parts: [], perDay: 1, seasonCap: null };
export const challenges = {
  announced: after(announced, published),
  open: after(announced, published, opened),
  closed: after(announced, published, opened, closed),
  final: after(announced, published, opened, closed, final),
  /** From 30 points up two reviewers are needed. */
  strict: after(announced, published, opened, ruled({ secondReviewerFrom: 30 })),
  /** The kind G8 has no variable points. */
  plain: after(announced, published, opened, ruled({ kinds: { ...rules.kinds, G8: plain } })),
};
/** The open challenge after more versions of the rulebook, each with changes of the first. */
export const ruledBy = (...changes: readonly Partial<Rulebook>[]): ChallengeState =>
  after(announced, published, opened, ...changes.map((one, index) => ruled(one, index + 2)));
/** Nobody in these tests ever had another college than `colleges` says. */
export const factsOf = (state: ChallengeState, changes: Partial<ReviewFacts> = {}): ReviewFacts => ({
  challenge: state,
  today: '2026-10-14',
  pointsOf: pointsIn(state),
  kin: new Set(),
  colleges: new Map(['aigul', 'nurlan', 'daulet', 'olzhas'].map((id) => [id, new Set<string>()])),
  unconfirmed: new Set(),
  reviewersLeft: null,
  ...changes,
});
