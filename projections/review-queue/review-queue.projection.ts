import type { ActionEvent } from '../../src/events/action.events.js';
import type { ObjectionEvent } from '../../src/events/objection.events.js';
import type { Attestation, Claimed, Verified } from '../../src/events/values.js';
import type { DomainEvent, EventNamed, Projection, Recorded } from '../projection.js';

/** The parts of a claim that a revision or a reclassification may change. */
export type ClaimSummary = Pick<
  ActionDocument,
  'kind' | 'doneFrom' | 'doneOn' | 'submittedOn' | 'rulebookVersion' | 'claimed' | 'partners' | 'evidence'
>;

/** One event of an action. Free text is in the vault under `note`. */
export interface ActionEntry {
  eventId: string;
  at: string;
  type: DomainEvent['type'];
  actor: string;
  reason: string | null;
  note: string | null;
  verified: Verified | null;
  /** The claim before and after an event that changed it. */
  change: { before: ClaimSummary; after: ClaimSummary } | null;
}

type Endorsement = Omit<EventNamed<'ActionEndorsed'>['data'], 'actionId' | 'challengeId' | 'collegeId'>;

/** An objection of a third party to the action. */
export interface ActionObjection {
  objectionId: string;
  /** The college that raised it; null = an auditor did. */
  collegeId: string | null;
  state: 'open' | 'upheld' | 'dismissed' | 'withdrawn';
  reason: string;
  raisedAt: string;
  settlement: { reason: string; at: string } | null;
}

export interface ActionDocument {
  actionId: string;
  challengeId: string;
  collegeId: string;
  status: 'submitted' | 'needs-info' | 'approved' | 'rejected' | 'revoked' | 'withdrawn';
  /** True while a decision is awaited: submitted, or returned for more information. */
  pending: boolean;
  disputed: boolean;
  /** The newest first yes of each reviewer, oldest first. */
  endorsements: Endorsement[];
  kind: string;
  doneFrom: string | null;
  doneOn: string;
  submittedOn: string;
  submittedAt: string;
  /** Receipt number without its check digit; null = submitted to an earlier version of the server. */
  receipt: number | null;
  rulebookVersion: number;
  claimed: Claimed;
  partners: string[];
  /** Vault ids of evidence that is not taken down. */
  evidence: string[];
  /** About minors on the files; null = no files, or an earlier version. */
  attestation: Attestation | null;
  details: string | null;
  /** Null unless approved. */
  verified: Verified | null;
  /** Instant of the last decision, and of the end of a dispute; null = none stands. */
  decidedAt: string | null;
  /** Accounts that made any decision on it. */
  deciders: string[];
  /** Oldest first. */
  objections: ActionObjection[];
  /** Oldest first. */
  journal: ActionEntry[];
}

type Claim = Pick<
  EventNamed<'ActionRevised'>['data'],
  'kind' | 'doneFrom' | 'doneOn' | 'claimed' | 'partners' | 'evidence' | 'details' | 'attestation'
>;

const claimOf = ({ kind, doneFrom, doneOn, claimed, partners, evidence, details, attestation }: Claim) => ({
  kind,
  doneFrom: doneFrom ?? null,
  doneOn,
  claimed,
  partners: [...partners],
  evidence: evidence.map(({ id }) => id),
  attestation: attestation ?? null,
  details: details?.id ?? null,
});

function entryOf({ id, type, metadata, data }: Recorded<ActionEvent>): ActionEntry {
  return {
    eventId: id,
    at: metadata.recordedAt,
    type,
    actor: metadata.actor,
    reason: 'reason' in data ? data.reason : null,
    note: 'note' in data ? (data.note?.id ?? null) : null,
    verified: 'verified' in data ? data.verified : null,
    change: null,
  };
}

const summaryOf = (document: ActionDocument): ClaimSummary => {
  const { kind, doneFrom, doneOn, submittedOn, rulebookVersion, claimed, partners, evidence } = document;
  return { kind, doneFrom, doneOn, submittedOn, rulebookVersion, claimed, partners, evidence };
};

/** The document with the claim before and after its last journal entry. */
function withChange(before: ActionDocument, after: ActionDocument): ActionDocument {
  const last = after.journal.at(-1)!;
  const change = { before: summaryOf(before), after: summaryOf(after) };
  return { ...after, journal: [...after.journal.slice(0, -1), { ...last, change }] };
}

/** Applies the changes of an event and adds it to the journal. */
function after(
  document: ActionDocument,
  event: Recorded<ActionEvent>,
  changes: Partial<ActionDocument>,
): ActionDocument {
  const status = changes.status ?? document.status;
  const pending = status === 'submitted' || status === 'needs-info';
  const decidedAt = DECISIONS.has(event.type) ? event.metadata.recordedAt : document.decidedAt;
  return { ...document, decidedAt, ...changes, pending, journal: [...document.journal, entryOf(event)] };
}

const DECISIONS: ReadonlySet<ActionEvent['type']> = new Set([
  'ActionApproved',
  'ActionRejected',
  'ActionLapsed',
  'ApprovalRevoked',
  'ActionCorrected',
  'ActionReclassified',
  'DisputeDismissed',
  'DisputeResolved',
]);

function decided(
  document: ActionDocument,
  event: Extract<Recorded<ActionEvent>, { data: { reviewer: string } }>,
  changes: Partial<ActionDocument>,
): ActionDocument {
  const deciders = [...new Set([...document.deciders, event.data.reviewer])];
  return after(document, event, { endorsements: [], deciders, ...changes });
}

const withObjection = (
  document: ActionDocument,
  { data: { objectionId } }: Recorded<ObjectionEvent>,
  changes: Partial<ActionObjection>,
): ActionDocument => ({
  ...document,
  objections: document.objections.map((one) => (one.objectionId === objectionId ? { ...one, ...changes } : one)),
});

/** Actions with claim and state, for reviewers and for the submitting college. */
export const reviewQueueProjection: Projection<ActionDocument> = {
  name: 'review-queue',
  version: 7,
  key: ({ data }) => {
    if ('target' in data) return data.target.kind === 'action' ? data.target.actionId : null;
    return 'actionId' in data ? data.actionId : null;
  },
  initial: (actionId) => ({
    actionId,
    challengeId: '',
    collegeId: '',
    status: 'submitted',
    pending: true,
    disputed: false,
    endorsements: [],
    kind: '',
    doneFrom: null,
    doneOn: '',
    submittedOn: '',
    submittedAt: '',
    receipt: null,
    rulebookVersion: 0,
    claimed: {},
    partners: [],
    evidence: [],
    attestation: null,
    details: null,
    verified: null,
    decidedAt: null,
    deciders: [],
    objections: [],
    journal: [],
  }),
  when: {
    ActionSubmitted: (document, event) => {
      const { challengeId, collegeId, submittedOn, rulebookVersion, receipt = null } = event.data;
      const arrived = { challengeId, collegeId, submittedOn, rulebookVersion, receipt };
      const submittedAt = event.metadata.recordedAt;
      return after(document, event, { ...arrived, submittedAt, ...claimOf(event.data) });
    },
    ActionRevised: (document, event) => {
      const { submittedOn, rulebookVersion } = event.data;
      const since = {
        submittedOn: submittedOn ?? document.submittedOn,
        rulebookVersion: rulebookVersion ?? document.rulebookVersion,
      };
      const changes = { ...claimOf(event.data), ...since, status: 'submitted' as const, endorsements: [] };
      return withChange(document, after(document, event, changes));
    },
    EvidenceAttached: (document, event) =>
      after(document, event, {
        evidence: [...document.evidence, event.data.evidence.id],
        attestation: event.data.attestation ?? document.attestation,
      }),
    EvidenceTakenDown: (document, event) =>
      after(document, event, { evidence: document.evidence.filter((id) => id !== event.data.evidenceId) }),
    ActionTextsErased: (document, event) => after(document, event, {}),
    InformationRequested: (document, event) => after(document, event, { status: 'needs-info', endorsements: [] }),
    ActionEndorsed: (document, event) => {
      const { actionId: _, challengeId: __, collegeId: ___, ...given } = event.data;
      const others = document.endorsements.filter(({ reviewer }) => reviewer !== given.reviewer);
      return decided(document, event, { endorsements: [...others, given] });
    },
    ActionApproved: (document, event) =>
      decided(document, event, { status: 'approved', verified: event.data.verified }),
    ActionCorrected: (document, event) => decided(document, event, { verified: event.data.verified }),
    ActionRejected: (document, event) => decided(document, event, { status: 'rejected' }),
    ApprovalRevoked: (document, event) => decided(document, event, { status: 'revoked', verified: null }),
    ActionWithdrawn: (document, event) => after(document, event, { status: 'withdrawn', endorsements: [] }),
    ActionLapsed: (document, event) => after(document, event, { status: 'rejected' }),
    ActionReclassified: (document, event) => {
      const { kind, doneOn } = event.data;
      const doneFrom = document.doneFrom !== null && document.doneFrom <= doneOn ? document.doneFrom : null;
      return withChange(document, decided(document, event, { kind, doneFrom, doneOn }));
    },
    DecisionReopened: (document, event) =>
      decided(document, event, { status: 'submitted', verified: null, decidedAt: null, disputed: false }),
    DecisionDisputed: (document, event) => after(document, event, { disputed: true, endorsements: [] }),
    DisputeWithdrawn: (document, event) => after(document, event, { disputed: false, endorsements: [] }),
    DisputeDismissed: (document, event) => decided(document, event, { disputed: false }),
    DisputeResolved: (document, event) => {
      const { outcome, verified } = event.data;
      const changes =
        outcome === 'upheld' ? {} : { status: outcome, verified: outcome === 'approved' ? verified : null };
      return decided(document, event, { disputed: false, ...changes });
    },
    ObjectionRaised: (document, { data: { objectionId, collegeId, reason }, metadata: { recordedAt: raisedAt } }) => {
      const raised = { objectionId, collegeId, state: 'open' as const, reason, raisedAt, settlement: null };
      return { ...document, objections: [...document.objections, raised] };
    },
    ObjectionWithdrawn: (document, event) => withObjection(document, event, { state: 'withdrawn' }),
    ObjectionSettled: (document, event) => {
      const { data, metadata } = event;
      const settlement = { reason: data.reason, at: metadata.recordedAt };
      return withObjection(document, event, { state: data.outcome, settlement });
    },
  },
};
