import { positionKey } from '../position-key.js';
import type { DomainEvent, EventNamed, Projection, Recorded } from '../projection.js';

/** One thing that happened to a college. */
export interface JournalEntry {
  eventId: string;
  at: string;
  type: DomainEvent['type'];
  challengeId: string | null;
  actionId: string | null;
  reason: string | null;
}

/** What the keys of a college's entries begin with; they stand in the order of the history. */
export const journalOf = (collegeId: string) => `${collegeId}/`;

function entryOf({ id, type, metadata, data }: Recorded<DomainEvent>): JournalEntry {
  return {
    eventId: id,
    at: metadata.recordedAt,
    type,
    challengeId: 'challengeId' in data ? data.challengeId : null,
    actionId: 'actionId' in data ? data.actionId : null,
    reason: 'reason' in data ? data.reason : null,
  };
}

const step = <Type extends DomainEvent['type']>(_: JournalEntry, event: EventNamed<Type>) =>
  entryOf(event as unknown as Recorded<DomainEvent>);

/**
 * What happened to a college and its actions, for its coordinator. First yeses of reviewers are not told: they decide nothing yet. An entry is a
 * document of its own: one with all of a college would be written anew, whole, for each.
 */
export const collegeJournalProjection: Projection<JournalEntry> = {
  name: 'college-journal',
  version: 2,
  key({ stream, data, position }) {
    const collegeId = !stream.startsWith('account-') && 'collegeId' in data ? data.collegeId : null;
    return collegeId && journalOf(collegeId) + positionKey(position);
  },
  initial: () => ({ eventId: '', at: '', type: 'CollegeRegistered', challengeId: null, actionId: null, reason: null }),
  when: {
    CollegeRegistered: step,
    CollegeRenamed: step,
    EnrolmentRecorded: step,
    CollegeEntered: step,
    CollegeLeft: step,
    EntrantRenamed: step,
    EntrantEnrolmentCorrected: step,
    PointsAdjusted: step,
    ActionSubmitted: step,
    ActionRevised: step,
    EvidenceAttached: step,
    EvidenceTakenDown: step,
    InformationRequested: step,
    ActionApproved: step,
    ActionRejected: step,
    ApprovalRevoked: step,
    ActionCorrected: step,
    ActionWithdrawn: step,
    DecisionDisputed: step,
    DisputeResolved: step,
  },
};
