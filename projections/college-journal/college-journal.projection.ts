import type { DomainEvent, EventNamed, Projection, Recorded } from '../projection.js';

export interface JournalEntry {
  eventId: string;
  at: string;
  type: DomainEvent['type'];
  challengeId: string | null;
  actionId: string | null;
  reason: string | null;
}

export interface JournalDocument {
  collegeId: string;
  /** Newest first, at most {@link KEPT}. */
  entries: JournalEntry[];
}

/** How many entries a journal shows; the whole story is in the history. */
export const KEPT = 50;

function note(document: JournalDocument, { id, type, metadata, data }: Recorded<DomainEvent>): JournalDocument {
  const entry: JournalEntry = {
    eventId: id,
    at: metadata.recordedAt,
    type,
    challengeId: 'challengeId' in data ? data.challengeId : null,
    actionId: 'actionId' in data ? data.actionId : null,
    reason: 'reason' in data ? data.reason : null,
  };
  return { ...document, entries: [entry, ...document.entries].slice(0, KEPT) };
}

const step = <Type extends DomainEvent['type']>(document: JournalDocument, event: EventNamed<Type>) =>
  note(document, event as unknown as Recorded<DomainEvent>);

/** What happened to a college and its actions last, for its coordinator. First yeses of reviewers are not told: they decide nothing yet. */
export const collegeJournalProjection: Projection<JournalDocument> = {
  name: 'college-journal',
  version: 1,
  key: (event) => (!event.stream.startsWith('account-') && 'collegeId' in event.data ? event.data.collegeId : null),
  initial: (collegeId) => ({ collegeId, entries: [] }),
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
