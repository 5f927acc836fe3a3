import { Command } from '@nestjs/cqrs';
import type { ActionEvent } from '../events/action.events.js';
import type { Role, Verified } from '../events/values.js';
import type { CommandContext } from '../event-store/command-context.js';
import type { Decider, Folded } from '../event-store/decider.js';
import { dayOf } from '../events/day.js';
import { DomainError } from '../event-store/domain-error.js';

type EventNamed<Type extends ActionEvent['type']> = Extract<ActionEvent, { type: Type }>;
type DataOf<Type extends ActionEvent['type']> = EventNamed<Type>['data'];
export type ActionRef = Pick<DataOf<'ActionSubmitted'>, 'actionId' | 'challengeId' | 'collegeId'>;
/** A college's claim about its action; texts and links are references into the vault. */
export type Claim = Omit<DataOf<'ActionRevised'>, keyof ActionRef | 'submittedOn' | 'rulebookVersion' | 'note'>;

type Endorsed = DataOf<'ActionEndorsed'>;
/** A decision that may need a second yes, with all that it would set. */
export type Wanted = Pick<Endorsed, 'decision' | 'verified' | 'outcome' | 'kind' | 'doneOn'>;
export type Endorsement = Wanted & Pick<Endorsed, 'reviewer'>;

/** The last decision; it can be disputed once. */
export interface LastDecision {
  eventId: string;
  /** Day in Asia/Aqtau. */
  day: string;
  disputable: boolean;
}

export interface SubmittedAction {
  status: 'submitted' | 'needs-info' | 'approved' | 'rejected' | 'revoked' | 'withdrawn';
  ref: ActionRef;
  /** Revision of the stream's last event. */
  revision: number;
  submittedOn: string;
  rulebookVersion: number;
  /** Null = submitted to an earlier version of the server. */
  receipt: number | null;
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
  /** The newest first yes of each reviewer, oldest first. */
  endorsements: readonly Endorsement[];
  disputed: boolean;
  decision: LastDecision | null;
  /** Day of the last question without an answer. */
  askedOn: string | null;
  /** Outcome of the last dispute, until the next decision. */
  resolution: Pick<DataOf<'DisputeResolved'>, 'reviewer' | 'outcome' | 'verified'> | null;
  /** End of the last dispute without a resolution, until the next decision. */
  ended: { how: 'withdrawn' } | { how: 'dismissed'; reviewer: string; reason: string } | null;
  /** Reopening of the last decision, until the next one. */
  reopening: { reviewer: string; reason: string } | null;
  /** Accounts that submitted, revised or attached evidence. */
  claimants: ReadonlySet<string>;
  /** Accounts that ever decided on this action or gave a first yes. */
  deciders: ReadonlySet<string>;
  /** Accounts that decide no more, since a resolution or a reopening; null = there was none. */
  barred: ReadonlySet<string> | null;
  /** Accounts that decide nothing while the decision is disputed. */
  barredByDispute: ReadonlySet<string>;
}

export type ActionState = { status: 'none' } | SubmittedAction;

const idsOf = (claim: Claim) => new Set(claim.evidence.map(({ id }) => id));

function submit({ data, metadata: { actor } }: Folded<EventNamed<'ActionSubmitted'>>): SubmittedAction {
  const { actionId, challengeId, collegeId, submittedOn, rulebookVersion, receipt = null, ...claim } = data;
  return {
    status: 'submitted',
    ref: { actionId, challengeId, collegeId },
    revision: 0,
    submittedOn,
    rulebookVersion,
    receipt,
    first: claim,
    claim,
    takenDown: new Set(),
    everHeld: idsOf(claim),
    verified: null,
    reason: null,
    endorsements: [],
    disputed: false,
    decision: null,
    askedOn: null,
    resolution: null,
    ended: null,
    reopening: null,
    claimants: new Set([actor]),
    deciders: new Set(),
    barred: null,
    barredByDispute: new Set(),
  };
}

/** A decision by a reviewer, or by none when a question lapses. */
function decided(
  state: SubmittedAction,
  { id, metadata }: Pick<Folded<ActionEvent>, 'id' | 'metadata'>,
  reviewer: string | null,
  changes: Partial<SubmittedAction>,
): SubmittedAction {
  const deciders = reviewer === null ? state.deciders : new Set([...state.deciders, reviewer]);
  return {
    ...state,
    endorsements: [],
    resolution: null,
    ended: null,
    reopening: null,
    askedOn: null,
    decision: { eventId: id, day: dayOf(metadata.recordedAt), disputable: true },
    deciders,
    barred: state.barred && deciders,
    ...changes,
  };
}

/** The end of a dispute by a reviewer: from then on only somebody new to the action decides. */
function settled(
  state: SubmittedAction,
  event: Pick<Folded<ActionEvent>, 'id' | 'metadata'>,
  reviewer: string,
  changes: Partial<SubmittedAction>,
): SubmittedAction {
  const after = decided(state, event, reviewer, { disputed: false, barredByDispute: new Set(), ...changes });
  const decision = after.decision && { ...after.decision, disputable: false };
  return { ...after, decision, barred: after.deciders };
}

function revise(state: SubmittedAction, data: DataOf<'ActionRevised'>, actor: string): SubmittedAction {
  const { actionId: _, challengeId: __, collegeId: ___, submittedOn, rulebookVersion, note: ____, ...claim } = data;
  return {
    ...state,
    status: 'submitted',
    submittedOn: submittedOn ?? state.submittedOn,
    rulebookVersion: rulebookVersion ?? state.rulebookVersion,
    claim,
    everHeld: new Set([...state.everHeld, ...idsOf(claim)]),
    reason: null,
    endorsements: [],
    askedOn: null,
    claimants: new Set([...state.claimants, actor]),
  };
}

/** A first day after the last one is dropped. */
function reclassified({ doneFrom, ...claim }: Claim, kind: string, doneOn: string): Claim {
  const from = doneFrom === undefined || doneFrom > doneOn ? {} : { doneFrom };
  return { ...claim, ...from, kind, doneOn };
}

function change(state: SubmittedAction, event: Folded<ActionEvent>): SubmittedAction {
  const { type, data, metadata } = event;
  switch (type) {
    case 'ActionSubmitted':
      return state;
    case 'ActionRevised':
      return revise(state, data, metadata.actor);
    case 'EvidenceAttached': {
      const { evidence, attestation } = data;
      const claim = {
        ...state.claim,
        evidence: [...state.claim.evidence, evidence],
        ...(attestation && { attestation }),
      };
      const claimants = new Set([...state.claimants, metadata.actor]);
      return { ...state, claim, claimants, everHeld: new Set([...state.everHeld, data.evidence.id]) };
    }
    case 'EvidenceTakenDown':
      return { ...state, takenDown: new Set([...state.takenDown, data.evidenceId]) };
    case 'ActionTextsErased':
      return state;
    case 'InformationRequested': {
      const askedOn = dayOf(metadata.recordedAt);
      return { ...state, status: 'needs-info', reason: data.reason, endorsements: [], askedOn };
    }
    case 'ActionEndorsed': {
      const { actionId: _, challengeId: __, collegeId: ___, ...given } = data;
      const others = state.endorsements.filter(({ reviewer }) => reviewer !== given.reviewer);
      const deciders = new Set([...state.deciders, given.reviewer]);
      return { ...state, endorsements: [...others, given], deciders, resolution: null };
    }
    case 'ActionApproved':
      return decided(state, event, data.reviewer, { status: 'approved', verified: data.verified, reason: null });
    case 'ActionCorrected':
      return decided(state, event, data.reviewer, { verified: data.verified, reason: data.reason });
    case 'ActionReclassified': {
      const claim = reclassified(state.claim, data.kind, data.doneOn);
      return decided(state, event, data.reviewer, { claim, reason: data.reason });
    }
    case 'ActionRejected':
      return decided(state, event, data.reviewer, { status: 'rejected', reason: data.reason });
    case 'ActionLapsed':
      return decided(state, event, null, { status: 'rejected', reason: data.reason });
    case 'ApprovalRevoked':
      return decided(state, event, data.reviewer, { status: 'revoked', verified: null, reason: data.reason });
    case 'ActionWithdrawn':
      return { ...state, status: 'withdrawn', endorsements: [], askedOn: null };
    case 'DecisionReopened': {
      const { reviewer, reason } = data;
      const open = { status: 'submitted' as const, verified: null, reason: null, decision: null };
      return { ...settled(state, event, reviewer, open), decision: null, reopening: { reviewer, reason } };
    }
    case 'DecisionDisputed': {
      const decision = state.decision && { ...state.decision, disputable: false };
      const barredByDispute = state.deciders;
      return { ...state, disputed: true, decision, endorsements: [], resolution: null, ended: null, barredByDispute };
    }
    case 'DisputeWithdrawn': {
      const ended = { how: 'withdrawn' as const };
      return { ...state, disputed: false, endorsements: [], ended, barredByDispute: new Set() };
    }
    case 'DisputeDismissed': {
      const { reviewer, reason } = data;
      const ended = { how: 'dismissed' as const, reviewer, reason };
      return settled(state, event, reviewer, { decision: state.decision, ended });
    }
    case 'DisputeResolved': {
      const { reviewer, outcome, verified, reason } = data;
      const resolution = { reviewer, outcome, verified };
      if (outcome === 'upheld') return settled(state, event, reviewer, { decision: state.decision, resolution });
      const numbers = outcome === 'approved' ? verified : null;
      return settled(state, event, reviewer, { status: outcome, verified: numbers, reason, resolution });
    }
  }
}

export const action: Decider<ActionState, ActionEvent> = {
  initialState: () => ({ status: 'none' }),
  evolve: (state, event) => {
    if (state.status !== 'none') return { ...change(state, event), revision: state.revision + 1 };
    return event.type === 'ActionSubmitted' ? submit(event) : state;
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

/** Throws conflict ACTION_NOT_APPROVED. */
export function requireApproved({ status }: SubmittedAction): void {
  if (status !== 'approved') throw new DomainError('conflict', 'ACTION_NOT_APPROVED', { status });
}

/** Throws conflict ACTION_CHANGED when the action has moved past revision `seen`; absent = any revision. */
export function requireRevision(seen: number | undefined, { revision }: SubmittedAction): void {
  if (seen !== undefined && seen !== revision) throw new DomainError('conflict', 'ACTION_CHANGED', { revision });
}
