import { Command } from '@nestjs/cqrs';
import type { ActionEvent } from '../events/action.events.js';
import type { Role, Verified } from '../events/values.js';
import type { CommandContext } from '../event-store/command-context.js';
import type { Decider } from '../event-store/decider.js';
import { DomainError } from '../event-store/domain-error.js';

type DataOf<Type extends ActionEvent['type']> = Extract<ActionEvent, { type: Type }>['data'];
export type ActionRef = Pick<DataOf<'ActionSubmitted'>, 'actionId' | 'challengeId' | 'collegeId'>;
/** A college's claim about its action; texts and links are references into the vault. */
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
  /** The first submission: a repeated one is compared with it. */
  first: Claim;
  /** The present claim, with evidence attached later. */
  claim: Claim;
  takenDown: ReadonlySet<string>;
  /** Ids of all evidence the claim ever had. */
  everHeld: ReadonlySet<string>;
  /** Null unless approved. */
  verified: Verified | null;
  /** Reason of the last return, rejection, correction or revocation. */
  reason: string | null;
  endorsement: Endorsement | null;
  disputed: boolean;
  /** Outcome of the last dispute, until the next decision. */
  resolution: Pick<DataOf<'DisputeResolved'>, 'reviewer' | 'outcome' | 'verified'> | null;
  /** Accounts that ever decided on this action. */
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

/** The account behind a command. */
export interface Actor {
  accountId: string;
  role: Role;
  /** The college a coordinator submits for, or a reviewer belongs to. */
  collegeId: string | null;
}

/** A command on one action; `More` is what it answers besides the position it reached. */
export abstract class ActionCommand<
  Input extends { actionId: string } = { actionId: string },
  More = object,
> extends Command<{ position: string | null; actionId: string } & More> {
  constructor(
    readonly input: Input,
    readonly by: Actor,
    readonly context: CommandContext,
    /** Reasons in words, for the vault. */
    readonly note: string | null = null,
  ) {
    super();
  }
}

export const actionStream = (actionId: string) => `action-${actionId}`;

/** Throws not-found ACTION_UNKNOWN. */
export function requireSubmitted(state: ActionState): SubmittedAction {
  if (state.status === 'none') throw new DomainError('not-found', 'ACTION_UNKNOWN');
  return state;
}

/** Throws conflict `code` unless the action waits for a decision. */
export function requireUndecided({ status }: SubmittedAction, code: 'ACTION_NOT_REVIEWABLE' | 'ACTION_DECIDED'): void {
  if (status !== 'submitted' && status !== 'needs-info') throw new DomainError('conflict', code, { status });
}

/** Throws conflict ACTION_CHANGED when the action has moved past revision `seen`; absent = any revision. */
export function requireRevision(seen: number | undefined, { revision }: SubmittedAction): void {
  if (seen !== undefined && seen !== revision) throw new DomainError('conflict', 'ACTION_CHANGED', { revision });
}

/** Evidence that is still there. */
export const evidenceOf = (state: SubmittedAction) => state.claim.evidence.filter(({ id }) => !state.takenDown.has(id));

/** Coordinators act for their own college, organisers for any. Throws forbidden NOT_YOUR_COLLEGE. */
export function requireCollege(collegeId: string, by: Actor): void {
  const may = by.role === 'organiser' || (by.role === 'coordinator' && by.collegeId === collegeId);
  if (!may) throw new DomainError('forbidden', 'NOT_YOUR_COLLEGE');
}

/**
 * The action, for a college that acts on its own. Throws not-found ACTION_UNKNOWN, also to a coordinator of another college;
 * to others forbidden NOT_YOUR_COLLEGE.
 */
export function requireOwned(state: ActionState, by: Actor): SubmittedAction {
  const action = requireSubmitted(state);
  const { collegeId } = action.ref;
  if (by.role === 'coordinator' && by.collegeId !== collegeId) throw new DomainError('not-found', 'ACTION_UNKNOWN');
  requireCollege(collegeId, by);
  return action;
}

/** The action, for a reviewer of another college. Throws not-found ACTION_UNKNOWN, forbidden REVIEWERS_ONLY and OWN_COLLEGE. */
export function requireReviewable(state: ActionState, by: Actor): SubmittedAction {
  const action = requireSubmitted(state);
  if (by.role !== 'reviewer') throw new DomainError('forbidden', 'REVIEWERS_ONLY');
  if (by.collegeId === action.ref.collegeId) throw new DomainError('forbidden', 'OWN_COLLEGE');
  return action;
}
