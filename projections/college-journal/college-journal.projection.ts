import { positionKey } from '../position-key.js';
import type { DomainEvent, EventNamed, Projection, Recorded } from '../projection.js';

/** One event of a college, its actions or the objections that it raised. */
export interface JournalEntry {
  eventId: string;
  at: string;
  type: DomainEvent['type'];
  challengeId: string | null;
  actionId: string | null;
  reason: string | null;
  /** Points of an adjustment, given or proposed. */
  points: number | null;
  /** The college that ended or merged, or is back, and those that continue or continued it. */
  merger: { from: string; into: string[] } | null;
}

/** The key prefix of a college's entries, which sort in the order of the history. */
export const journalPrefix = (collegeId: string) => `${collegeId}/`;

/** The part of a key that is the same in all journals of an event, and orders their entries. */
export const journalOrder = (key: string) => key.slice(key.lastIndexOf('/') + 1);

const keyOf = (collegeId: string, { position }: Recorded<DomainEvent>) =>
  journalPrefix(collegeId) + positionKey(position);

function mergerOf(data: Recorded<DomainEvent>['data']): JournalEntry['merger'] {
  if (!('into' in data) || !data.into?.length) return null;
  return { from: 'from' in data ? data.from : data.collegeId, into: [data.into].flat() };
}

function entryOf({ id, type, metadata, data }: Recorded<DomainEvent>): JournalEntry {
  return {
    eventId: id,
    at: metadata.recordedAt,
    type,
    challengeId: 'challengeId' in data ? data.challengeId : null,
    actionId: 'actionId' in data ? data.actionId : null,
    reason: 'reason' in data ? data.reason : null,
    points: 'points' in data ? data.points : null,
    merger: mergerOf(data),
  };
}

const step = <Type extends DomainEvent['type']>(_: JournalEntry, event: EventNamed<Type>) =>
  entryOf(event as unknown as Recorded<DomainEvent>);

/**
 * Events of a college, its actions and its objections, for its coordinator. Endorsements are left out, because they decide nothing yet.
 * Each entry is a document, because one document per college would be rewritten whole for every event.
 */
export const collegeJournalProjection: Projection<JournalEntry> = {
  name: 'college-journal',
  version: 7,
  key(event) {
    const { stream, data } = event;
    if (stream.startsWith('account-')) return null;
    const collegeId = mergerOf(data)?.from ?? ('collegeId' in data ? data.collegeId : null);
    return collegeId && keyOf(collegeId, event);
  },
  /** A merger or a split, and the event that takes it back, is in the journals of all its colleges. */
  otherKeys: (event) => (mergerOf(event.data)?.into ?? []).map((collegeId) => keyOf(collegeId, event)),
  initial: () => ({
    eventId: '',
    at: '',
    type: 'CollegeRegistered',
    challengeId: null,
    actionId: null,
    reason: null,
    points: null,
    merger: null,
  }),
  when: {
    CollegeRegistered: step,
    CollegeRenamed: step,
    CollegeDistrictCorrected: step,
    EnrolmentRecorded: step,
    CollegeMerged: step,
    CollegeSplit: step,
    CollegeClosed: step,
    CollegeReopened: step,
    CollegeEntered: step,
    CollegeLeft: step,
    EntrantMerged: step,
    EntrantMergerUndone: step,
    EntrantRenamed: step,
    EntrantEnrolmentCorrected: step,
    EntrantLeagueCorrected: step,
    PointsAdjusted: step,
    AdjustmentProposed: step,
    AdjustmentDeclined: step,
    ActionSubmitted: step,
    ActionRevised: step,
    EvidenceAttached: step,
    EvidenceTakenDown: step,
    ActionTextsErased: step,
    ChallengeTextsErased: step,
    CollegeTextsErased: step,
    InformationRequested: step,
    ActionApproved: step,
    ActionRejected: step,
    ApprovalRevoked: step,
    ActionCorrected: step,
    ActionWithdrawn: step,
    ActionLapsed: step,
    ActionReclassified: step,
    DecisionReopened: step,
    DecisionDisputed: step,
    DisputeWithdrawn: step,
    DisputeDismissed: step,
    DisputeResolved: step,
    ObjectionRaised: step,
    ObjectionWithdrawn: step,
    ObjectionSettled: step,
    ObjectionTextsErased: step,
  },
};
