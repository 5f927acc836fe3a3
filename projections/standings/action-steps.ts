import type { Verified } from '../../src/events/values.js';
import type { DomainEvent, Recorded } from '../projection.js';
import type { ActionRecord, Decision } from './standings.state.js';
import { actionStep } from './step.js';

const decided = (event: Recorded<DomainEvent>): Decision => ({
  eventId: event.id,
  at: event.metadata.recordedAt,
  type: event.type,
});
const undecided = { endorsed: false, verified: null, decision: null };

const approved = (event: Recorded<DomainEvent>, before: ActionRecord | null, verified: Verified): ActionRecord | null =>
  before && { ...before, status: 'approved', endorsed: false, verified, decision: decided(event) };

const ended = (
  event: Recorded<DomainEvent>,
  before: ActionRecord | null,
  status: 'rejected' | 'revoked',
): ActionRecord | null => before && { ...before, status, endorsed: false, verified: null, decision: decided(event) };

/** Steps of `action-<id>` streams. */
export const actionSteps = {
  ActionSubmitted: actionStep<'ActionSubmitted'>(
    ({ data: { kind, doneOn, submittedOn, rulebookVersion, evidence }, revision }) => ({
      endorsed: false,
      verified: null,
      decision: null,
      revision,
      kind,
      doneOn,
      submittedOn,
      rulebookVersion,
      status: 'submitted',
      disputed: false,
      evidence: evidence.map(({ id }) => id),
    }),
  ),
  ActionRevised: actionStep<'ActionRevised'>(
    ({ data: { kind, doneOn, evidence } }, before) =>
      before && { ...before, ...undecided, kind, doneOn, status: 'submitted', evidence: evidence.map(({ id }) => id) },
  ),
  EvidenceAttached: actionStep<'EvidenceAttached'>(
    ({ data }, before) => before && { ...before, evidence: [...before.evidence, data.evidence.id] },
  ),
  EvidenceTakenDown: actionStep<'EvidenceTakenDown'>(({ data }, before) => before && without(before, data.evidenceId)),
  InformationRequested: actionStep<'InformationRequested'>(
    (_, before) => before && { ...before, endorsed: false, status: 'needs-info' },
  ),
  ActionEndorsed: actionStep<'ActionEndorsed'>((_, before) => before && { ...before, endorsed: true }),
  ActionApproved: actionStep<'ActionApproved'>((event, before) => approved(event, before, event.data.verified)),
  ActionCorrected: actionStep<'ActionCorrected'>((event, before) => approved(event, before, event.data.verified)),
  ActionRejected: actionStep<'ActionRejected'>((event, before) => ended(event, before, 'rejected')),
  ApprovalRevoked: actionStep<'ApprovalRevoked'>((event, before) => ended(event, before, 'revoked')),
  ActionWithdrawn: actionStep<'ActionWithdrawn'>(
    (_, before) => before && { ...before, ...undecided, status: 'withdrawn' },
  ),
  DecisionDisputed: actionStep<'DecisionDisputed'>((_, before) => before && { ...before, disputed: true }),
  DisputeResolved: actionStep<'DisputeResolved'>((event, before) => {
    const settled = before && { ...before, disputed: false };
    if (event.data.outcome === 'upheld') return settled;
    if (event.data.outcome === 'rejected') return ended(event, settled, 'rejected');
    return approved(event, settled, event.data.verified ?? before?.verified ?? {});
  }),
};

/** Takes a piece of evidence out of one record. */
export function without(action: ActionRecord, evidenceId: string): ActionRecord {
  return { ...action, evidence: action.evidence.filter((id) => id !== evidenceId) };
}
