import type { ActionEvent } from '../../src/events/action.events.js';
import type { Claimed } from '../../src/events/values.js';
import type { EventNamed, Projection, Recorded } from '../projection.js';
import type { Approval, ClaimDocument } from './claims.contract.js';
import { nearKeysOf } from './near-keys.js';

type Changes = Partial<Omit<ClaimDocument, 'pending' | 'near'>>;
type Claim = Pick<
  EventNamed<'ActionRevised'>['data'],
  'kind' | 'doneFrom' | 'doneOn' | 'claimed' | 'partners' | 'evidence' | 'details'
>;

const valuesOf = (claimed: Claimed) =>
  Object.fromEntries(Object.entries(claimed).map(([metric, { value }]) => [metric, value]));

const claimOf = ({ kind, doneFrom, doneOn, claimed, partners, evidence, details }: Claim): Changes => ({
  kind,
  doneFrom: doneFrom ?? null,
  doneOn,
  claimed: valuesOf(claimed),
  partners,
  evidence: evidence.map(({ id }) => id),
  details: details?.id ?? null,
});

function changed(document: ClaimDocument, changes: Changes): ClaimDocument {
  const after = { ...document, ...changes };
  const pending = after.status === 'submitted' || after.status === 'needs-info';
  return { ...after, pending, near: nearKeysOf(after) };
}

const UNDECIDED = { verified: null, approvals: [] } as const;

/** Adds the approval of an event; a later one of the same reviewer replaces the earlier. */
function approvedBy(
  { approvals }: ClaimDocument,
  { data: { reviewer }, metadata }: Extract<Recorded<ActionEvent>, { data: { reviewer: string } }>,
): Approval[] {
  return [...approvals.filter((one) => one.reviewer !== reviewer), { reviewer, at: metadata.recordedAt }];
}

const isFavourable = ({ decision, outcome }: EventNamed<'ActionEndorsed'>['data']) =>
  decision === 'approve' || decision === 'correct' || outcome === 'approved';

/** Actions as their sanity flags see them: compact, and found by the groups that they share with their neighbours. */
export const claimsProjection: Projection<ClaimDocument> = {
  name: 'claims',
  version: 3,
  key: (event) => ('actionId' in event.data ? event.data.actionId : null),
  initial: (actionId) => ({
    actionId,
    challengeId: '',
    collegeId: '',
    status: 'submitted',
    pending: true,
    disputed: false,
    kind: '',
    doneFrom: null,
    doneOn: '',
    claimed: {},
    firstClaimed: {},
    verified: null,
    partners: [],
    evidence: [],
    details: null,
    submittedAt: '',
    reportedAt: '',
    approvals: [],
    near: [],
  }),
  when: {
    ActionSubmitted: (document, { data, metadata: { recordedAt: at } }) => {
      const { challengeId, collegeId } = data;
      const firstClaimed = valuesOf(data.claimed);
      return changed(document, {
        challengeId,
        collegeId,
        ...claimOf(data),
        firstClaimed,
        submittedAt: at,
        reportedAt: at,
      });
    },
    ActionRevised: (document, { data, metadata: { recordedAt: reportedAt } }) => {
      const isSame = data.kind === document.kind && data.doneOn === document.doneOn;
      const firstClaimed = isSame ? document.firstClaimed : valuesOf(data.claimed);
      return changed(document, { ...claimOf(data), firstClaimed, status: 'submitted', approvals: [], reportedAt });
    },
    EvidenceAttached: (document, { data }) => changed(document, { evidence: [...document.evidence, data.evidence.id] }),
    EvidenceTakenDown: (document, { data }) =>
      changed(document, { evidence: document.evidence.filter((id) => id !== data.evidenceId) }),
    InformationRequested: (document) => changed(document, { status: 'needs-info', approvals: [] }),
    ActionEndorsed: (document, event) =>
      isFavourable(event.data) ? changed(document, { approvals: approvedBy(document, event) }) : document,
    ActionApproved: (document, event) =>
      changed(document, {
        status: 'approved',
        verified: event.data.verified,
        approvals: approvedBy(document, event),
      }),
    ActionCorrected: (document, event) =>
      changed(document, { verified: event.data.verified, approvals: approvedBy(document, event) }),
    ActionRejected: (document) => changed(document, { ...UNDECIDED, status: 'rejected' }),
    ActionLapsed: (document) => changed(document, { ...UNDECIDED, status: 'rejected' }),
    ApprovalRevoked: (document) => changed(document, { ...UNDECIDED, status: 'revoked' }),
    ActionWithdrawn: (document) => changed(document, { ...UNDECIDED, status: 'withdrawn' }),
    ActionReclassified: (document, { data: { kind, doneOn } }) => {
      const { doneFrom } = document;
      return changed(document, { kind, doneOn, doneFrom: doneFrom !== null && doneFrom <= doneOn ? doneFrom : null });
    },
    DecisionReopened: (document) => changed(document, { ...UNDECIDED, status: 'submitted', disputed: false }),
    DecisionDisputed: (document) => changed(document, { disputed: true }),
    DisputeWithdrawn: (document) => changed(document, { disputed: false }),
    DisputeDismissed: (document) => changed(document, { disputed: false }),
    DisputeResolved: (document, event) => {
      const { outcome, verified } = event.data;
      if (outcome === 'upheld') return changed(document, { disputed: false });
      if (outcome === 'rejected') return changed(document, { ...UNDECIDED, status: 'rejected', disputed: false });
      return changed(document, {
        status: 'approved',
        disputed: false,
        verified,
        approvals: approvedBy(document, event),
      });
    },
  },
};
