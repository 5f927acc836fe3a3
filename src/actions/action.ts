import { isDeepStrictEqual } from 'node:util';
import { Command } from '@nestjs/cqrs';
import { type ChallengeState, ownerIn } from '../challenges/index.js';
import type { ActionEvent } from '../events/action.events.js';
import type { Rulebook } from '../events/rulebook.js';
import type { Role, Verified } from '../events/values.js';
import type { CommandContext } from '../event-store/command-context.js';
import type { Decider } from '../event-store/decider.js';
import { DomainError } from '../event-store/domain-error.js';

type DataOf<Type extends ActionEvent['type']> = Extract<ActionEvent, { type: Type }>['data'];
export type ActionRef = Pick<DataOf<'ActionSubmitted'>, 'actionId' | 'challengeId' | 'collegeId'>;
/** A college's claim about its action; texts and links are references into the vault. */
export type Claim = Omit<DataOf<'ActionRevised'>, keyof ActionRef | 'submittedOn' | 'rulebookVersion'>;

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

function submit(data: DataOf<'ActionSubmitted'>): SubmittedAction {
  const { actionId, challengeId, collegeId, submittedOn, rulebookVersion, ...claim } = data;
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
      const { actionId: _, challengeId: __, collegeId: ___, submittedOn, rulebookVersion, ...claim } = data;
      return {
        ...state,
        status: 'submitted',
        submittedOn: submittedOn ?? state.submittedOn,
        rulebookVersion: rulebookVersion ?? state.rulebookVersion,
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
    case 'ActionTextsErased':
      return state;
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

/**
 * The action, for a reviewer of another college; colleges that merged are one. Throws not-found ACTION_UNKNOWN, forbidden
 * REVIEWERS_ONLY and OWN_COLLEGE.
 */
export function requireReviewable(state: ActionState, by: Actor, challenge: ChallengeState): SubmittedAction {
  const action = requireSubmitted(state);
  if (by.role !== 'reviewer') throw new DomainError('forbidden', 'REVIEWERS_ONLY');
  const isOwn = by.collegeId !== null && ownerIn(challenge, by.collegeId) === ownerIn(challenge, action.ref.collegeId);
  if (isOwn) throw new DomainError('forbidden', 'OWN_COLLEGE');
  return action;
}

export interface ReviewFacts {
  challenge: ChallengeState;
  /** Points of the action with these numbers under its rules, before limits over several actions. */
  pointsOf: (action: SubmittedAction, verified: Verified) => number;
}

/** The outcome of a rule: its events, and the state on which it decided. */
export interface Decision {
  events: readonly ActionEvent[];
  state: ActionState;
}

const agrees = ({ endorsement: first }: SubmittedAction, { verified, decision }: Endorsement) =>
  first?.decision === decision && isDeepStrictEqual(first.verified, verified);

/** True when the first of two endorsements is this one, by the same reviewer. */
export const alreadyEndorsed = (action: SubmittedAction, wanted: Endorsement): boolean =>
  agrees(action, wanted) && action.endorsement?.reviewer === wanted.reviewer;

/**
 * An endorsement counts, or is the first of two. Other numbers make it a new first one: reviewers who differ never block each
 * other.
 */
export function endorse(
  action: SubmittedAction,
  wanted: Endorsement,
  { challenge, pointsOf }: ReviewFacts,
): 'counts' | ActionEvent[] {
  const { verified, decision, reviewer } = wanted;
  const from = challenge.status === 'none' ? undefined : challenge.rulebooks.at(-1)?.rules.secondReviewerFrom;
  if (from === undefined || pointsOf(action, verified) < from) return 'counts';
  if (agrees(action, wanted)) return alreadyEndorsed(action, wanted) ? [] : 'counts';
  return [{ type: 'ActionEndorsed', data: { ...action.ref, verified, reviewer, decision } }];
}

/** The tie chain counts participants whatever the kind. */
const ALWAYS = 'participants';

/** Metrics that change the points of a kind; null = the rules do not have the kind. */
export function scoringMetrics(kind: string, rules: Rulebook): string[] | null {
  const found = Object.hasOwn(rules.kinds, kind) ? rules.kinds[kind] : undefined;
  return found?.parts.flatMap((part) => ('oneOf' in part ? part.oneOf : [part]).map(({ metric }) => metric)) ?? null;
}

/** Metrics that a kind uses; null = the rules do not have the kind. */
export function metricsOf(kind: string, rules: Rulebook): ReadonlySet<string> | null {
  const scoring = scoringMetrics(kind, rules);
  return scoring && new Set([ALWAYS, ...scoring]);
}

/**
 * Throws invalid METRIC_UNKNOWN with a metric that no kind of any version uses. Metrics of other kinds pass: a planting may fill
 * bags too, and totals count them.
 */
export function requireKnownMetrics(
  numbers: object,
  rulebooks: readonly { rules: Rulebook }[],
  field: 'claimed' | 'verified',
): void {
  const metrics = rulebooks.flatMap(({ rules }) =>
    Object.keys(rules.kinds).flatMap((kind) => [...metricsOf(kind, rules)!]),
  );
  const known = new Set([ALWAYS, ...metrics]);
  const stranger = Object.keys(numbers).find((metric) => !known.has(metric));
  if (stranger !== undefined)
    throw new DomainError('invalid', 'METRIC_UNKNOWN', { metric: stranger }, `${field}.${stranger}`);
}
