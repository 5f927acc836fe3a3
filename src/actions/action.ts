import type { ActionEvent } from '../events/action.events.js';
import type { Verified } from '../events/values.js';
import type { Decider } from '../event-store/decider.js';
import { DomainError } from '../event-store/domain-error.js';

type DataOf<Type extends ActionEvent['type']> = Extract<ActionEvent, { type: Type }>['data'];
export type ActionRef = Pick<DataOf<'ActionSubmitted'>, 'actionId' | 'challengeId' | 'collegeId'>;
/** What a college says of its deed; words and links stand in it as references into the vault. */
export type Claim = Omit<DataOf<'ActionRevised'>, keyof ActionRef>;

export interface Endorsement {
  reviewer: string;
  verified: Verified;
  decision: 'approve' | 'correct';
}

export interface SubmittedAction {
  status: 'submitted' | 'needs-info' | 'approved' | 'rejected' | 'revoked' | 'withdrawn';
  ref: ActionRef;
  /** Revision of the stream's last event. */
  revision: number;
  submittedOn: string;
  rulebookVersion: number;
  /** As it came in first: a repeated submission is compared with this one. */
  first: Claim;
  /** As it stands now; evidence that was attached later is in it. */
  claim: Claim;
  takenDown: ReadonlySet<string>;
  /** Ids of all evidence that ever was in the claim. */
  everHeld: ReadonlySet<string>;
  /** Null unless approved. */
  verified: Verified | null;
  /** Why it was returned, rejected, corrected or revoked last. */
  reason: string | null;
  endorsement: Endorsement | null;
  disputed: boolean;
  /** How the last dispute ended, until something else is decided. */
  resolution: Pick<DataOf<'DisputeResolved'>, 'reviewer' | 'outcome' | 'verified'> | null;
  /** Accounts that said yes or no to this action, in any way, at any time. */
  deciders: ReadonlySet<string>;
}

export type ActionState = { status: 'none' } | SubmittedAction;

const idsOf = (claim: Claim) => new Set(claim.evidence.map(({ id }) => id));

function submit({
  actionId,
  challengeId,
  collegeId,
  submittedOn,
  rulebookVersion,
  ...claim
}: DataOf<'ActionSubmitted'>): SubmittedAction {
  return {
    status: 'submitted',
    ref: { actionId, challengeId, collegeId },
    revision: 0,
    submittedOn,
    rulebookVersion,
    first: claim,
    claim,
    takenDown: new Set(),
    everHeld: idsOf(claim),
    verified: null,
    reason: null,
    endorsement: null,
    disputed: false,
    resolution: null,
    deciders: new Set(),
  };
}

function decided(state: SubmittedAction, reviewer: string, changes: Partial<SubmittedAction>): SubmittedAction {
  return {
    ...state,
    endorsement: null,
    resolution: null,
    deciders: new Set([...state.deciders, reviewer]),
    ...changes,
  };
}

function change(state: SubmittedAction, { type, data }: ActionEvent): SubmittedAction {
  switch (type) {
    case 'ActionSubmitted':
      return state;
    case 'ActionRevised': {
      const { actionId: _, challengeId: __, collegeId: ___, ...claim } = data;
      return {
        ...state,
        status: 'submitted',
        claim,
        everHeld: new Set([...state.everHeld, ...idsOf(claim)]),
        reason: null,
        endorsement: null,
      };
    }
    case 'EvidenceAttached': {
      const claim = { ...state.claim, evidence: [...state.claim.evidence, data.evidence] };
      return { ...state, claim, everHeld: new Set([...state.everHeld, data.evidence.id]) };
    }
    case 'EvidenceTakenDown':
      return { ...state, takenDown: new Set([...state.takenDown, data.evidenceId]) };
    case 'InformationRequested':
      return { ...state, status: 'needs-info', reason: data.reason, endorsement: null };
    case 'ActionEndorsed': {
      const { reviewer, verified, decision } = data;
      return decided(state, reviewer, { endorsement: { reviewer, verified, decision } });
    }
    case 'ActionApproved':
      return decided(state, data.reviewer, { status: 'approved', verified: data.verified, reason: null });
    case 'ActionCorrected':
      return decided(state, data.reviewer, { verified: data.verified, reason: data.reason });
    case 'ActionRejected':
      return decided(state, data.reviewer, { status: 'rejected', reason: data.reason });
    case 'ApprovalRevoked':
      return decided(state, data.reviewer, { status: 'revoked', verified: null, reason: data.reason });
    case 'ActionWithdrawn':
      return { ...state, status: 'withdrawn', endorsement: null };
    case 'DecisionDisputed':
      return { ...state, disputed: true, resolution: null };
    case 'DisputeResolved': {
      const { reviewer, outcome, verified, reason } = data;
      const after = decided(state, reviewer, { disputed: false, reason, resolution: { reviewer, outcome, verified } });
      if (outcome === 'upheld') return { ...after, reason: state.reason };
      return { ...after, status: outcome, verified: outcome === 'approved' ? verified : null };
    }
  }
}

export const action: Decider<ActionState, ActionEvent> = {
  initialState: () => ({ status: 'none' }),
  evolve: (state, event) => {
    if (state.status !== 'none') return { ...change(state, event), revision: state.revision + 1 };
    return event.type === 'ActionSubmitted' ? submit(event.data) : state;
  },
};

export const actionStream = (actionId: string) => `action-${actionId}`;

/** Throws not-found ACTION_UNKNOWN. */
export function requireSubmitted(state: ActionState): SubmittedAction {
  if (state.status === 'none') throw new DomainError('not-found', 'ACTION_UNKNOWN');
  return state;
}

/** Throws conflict ACTION_CHANGED when `seen`, the revision a decision was made on, is not the action's any more; absent = not said. */
export function requireRevision(seen: number | undefined, { revision }: SubmittedAction): void {
  if (seen !== undefined && seen !== revision) throw new DomainError('conflict', 'ACTION_CHANGED', { revision });
}

/** Evidence that is still there. */
export const evidenceOf = (state: SubmittedAction) => state.claim.evidence.filter(({ id }) => !state.takenDown.has(id));
