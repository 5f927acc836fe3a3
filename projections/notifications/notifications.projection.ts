import { positionKey } from '../position-key.js';
import type { DomainEvent, EventNamed, Projection, Recorded } from '../projection.js';

export type NotificationKind =
  | 'question'
  | 'approved'
  | 'corrected'
  | 'reclassified'
  | 'rejected'
  | 'lapsed'
  | 'revoked'
  | 'reopened'
  | 'dispute-resolved'
  | 'dispute-dismissed'
  | 'evidence-taken-down'
  | 'points-adjusted'
  | 'objection-settled'
  | 'final'
  | 'final-reopened'
  | 'revealed'
  | 'rescheduled'
  | 'submissions-reopened'
  | 'cancelled'
  | 'dispute-raised'
  | 'objection-raised'
  | 'adjustment-proposed';

/** An event that somebody has to hear of. Its actor is for the server alone: nobody hears of their own deed. */
export interface NotificationDocument {
  eventId: string;
  at: string;
  kind: NotificationKind;
  challengeId: string;
  /** The college whose action or points it is about; null = the whole challenge. */
  collegeId: string | null;
  actionId: string | null;
  /** Reason code. */
  reason: string | null;
  /** The outcome of a dispute or an objection. */
  outcome: string | null;
  actor: string;
}

/** Those who hear of an event: coordinators of a college, those of all entrants, or a role. */
export type NotificationAudience = { college: string } | { challenge: string } | { role: 'reviewer' | 'organiser' };

/** The key prefix of an audience. Keys sort in the order of the history. */
export const audiencePrefix = (audience: NotificationAudience): string => {
  const [[kind, name]] = Object.entries(audience) as [[string, string]];
  return `${kind}/${name}/`;
};

const college = ({ data }: Recorded<DomainEvent>): NotificationAudience[] =>
  'collegeId' in data && data.collegeId !== null ? [{ college: data.collegeId }] : [];
const challenge = ({ data }: Recorded<DomainEvent>): NotificationAudience[] =>
  'challengeId' in data ? [{ challenge: data.challengeId }] : [];
const organisers = (): NotificationAudience[] => [{ role: 'organiser' }];
const reviewers = (): NotificationAudience[] => [{ role: 'reviewer' }, { role: 'organiser' }];

type Told = [kind: NotificationKind, to: (event: Recorded<DomainEvent>) => NotificationAudience[]];

/** Endorsements are left out: a college does not see them, and they decide nothing yet. */
const told: Partial<Record<DomainEvent['type'], Told>> = {
  InformationRequested: ['question', college],
  ActionApproved: ['approved', college],
  ActionCorrected: ['corrected', college],
  ActionReclassified: ['reclassified', college],
  ActionRejected: ['rejected', college],
  ActionLapsed: ['lapsed', college],
  ApprovalRevoked: ['revoked', college],
  DecisionReopened: ['reopened', college],
  DisputeResolved: ['dispute-resolved', college],
  DisputeDismissed: ['dispute-dismissed', college],
  EvidenceTakenDown: ['evidence-taken-down', college],
  PointsAdjusted: ['points-adjusted', college],
  ObjectionSettled: ['objection-settled', college],
  ResultsFinalised: ['final', challenge],
  ChallengeReopened: ['final-reopened', challenge],
  StandingsRevealed: ['revealed', challenge],
  ChallengeRescheduled: ['rescheduled', challenge],
  SubmissionsReopened: ['submissions-reopened', challenge],
  ChallengeCancelled: ['cancelled', challenge],
  DecisionDisputed: ['dispute-raised', reviewers],
  ObjectionRaised: ['objection-raised', organisers],
  AdjustmentProposed: ['adjustment-proposed', organisers],
};

function keysOf(event: Recorded<DomainEvent>): string[] {
  const audiences = told[event.type]?.[1](event) ?? [];
  return audiences.map((audience) => audiencePrefix(audience) + positionKey(event.position));
}

function step<Type extends DomainEvent['type']>(
  _: NotificationDocument,
  named: EventNamed<Type>,
): NotificationDocument {
  const event = named as unknown as Recorded<DomainEvent>;
  const { id, type, data, metadata } = event;
  return {
    eventId: id,
    at: metadata.recordedAt,
    kind: told[type]![0],
    challengeId: 'challengeId' in data ? data.challengeId : '',
    collegeId: 'collegeId' in data ? data.collegeId : null,
    actionId: actionOf(data),
    reason: 'reason' in data ? data.reason : null,
    outcome: 'outcome' in data ? (data.outcome ?? null) : null,
    actor: metadata.actor,
  };
}

function actionOf(data: Recorded<DomainEvent>['data']): string | null {
  if ('actionId' in data) return data.actionId;
  return 'target' in data && data.target.kind === 'action' ? data.target.actionId : null;
}

/** Events that people hear of, one document for each audience. */
export const notificationsProjection: Projection<NotificationDocument> = {
  name: 'notifications',
  version: 1,
  key: (event) => keysOf(event)[0] ?? null,
  otherKeys: (event) => keysOf(event).slice(1),
  initial: () => ({
    eventId: '',
    at: '',
    kind: 'question',
    challengeId: '',
    collegeId: null,
    actionId: null,
    reason: null,
    outcome: null,
    actor: '',
  }),
  when: Object.fromEntries(Object.keys(told).map((type) => [type, step])),
};
