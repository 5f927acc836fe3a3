import type { ActionEvent } from '../events/action.events.js';
import type { ChallengeEvent } from '../events/challenge.events.js';
import type { CollegeEvent } from '../events/college.events.js';
import type { ObjectionTarget } from '../events/objection.events.js';
import type { Decider, Folded } from '../event-store/decider.js';

type Without<Field extends string, Of> = Of extends unknown ? Omit<Of, Field> : never;
/** A target as a request names it; an enrolment is named by its college. */
export type NamedTarget =
  | Without<'collegeId', Exclude<ObjectionTarget, { kind: 'enrolment' }>>
  | Extract<ObjectionTarget, { kind: 'enrolment' }>;

/** The event that an objection is about. */
export interface Decision {
  id: string;
  /** ISO instant. */
  at: string;
  collegeId: string | null;
  /** True while an adjustment waits for its second organiser. */
  isProposal: boolean;
}

/** Decisions on the stream of a challenge that somebody may object to. */
export interface ChallengeTargets {
  live: ReadonlyMap<string, Decision>;
  /** The ones that outsiders see between freeze and reveal; null = the live ones. */
  public: ReadonlyMap<string, Decision> | null;
  frozenAt: string | null;
  revealedAt: string | null;
  /** The last end of submissions. */
  closedAt: string | null;
  finals: number;
  /** Accounts that ever decided on a target, by its key. */
  deciders: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The key of a target on the stream of its challenge. */
export function keyOf(target: NamedTarget | ObjectionTarget): string {
  switch (target.kind) {
    case 'action':
      return `action ${target.actionId}`;
    case 'adjustment':
      return `adjustment ${target.adjustmentId}`;
    case 'enrolment':
      return `enrolment ${target.collegeId}`;
    case 'final':
      return `final ${target.number}`;
  }
}

type Change = { key: string; collegeId: string | null; isProposal?: boolean; isRecorded?: boolean };

/** The decision of this event takes the place of the target's earlier one. */
function decide(
  state: ChallengeTargets,
  { id, metadata: { actor, recordedAt: at } }: Pick<Folded<ChallengeEvent>, 'id' | 'metadata'>,
  { key, collegeId, isProposal = false, isRecorded = false }: Change,
): ChallengeTargets {
  const live = new Map([...state.live, [key, { id, at, collegeId, isProposal }]]);
  // A number taken over from the college is the decision of those who recorded it there.
  if (isRecorded) return { ...state, live };
  const deciders = new Map([...state.deciders, [key, new Set([...(state.deciders.get(key) ?? []), actor])]]);
  return { ...state, live, deciders };
}

function end(state: ChallengeTargets, key: string): ChallengeTargets {
  return { ...state, live: new Map([...state.live].filter(([other]) => other !== key)) };
}

const enrolment = (collegeId: string) => ({ key: keyOf({ kind: 'enrolment', collegeId }), collegeId });

export const challengeTargets: Decider<ChallengeTargets, ChallengeEvent> = {
  initialState: () => ({
    live: new Map(),
    public: null,
    frozenAt: null,
    revealedAt: null,
    closedAt: null,
    finals: 0,
    deciders: new Map(),
  }),
  evolve: (state, event) => {
    const { type, data, id, metadata } = event;
    switch (type) {
      case 'ChallengeOpened':
        return data.entrants.reduce(
          (now, { collegeId }) => decide(now, event, { ...enrolment(collegeId), isRecorded: true }),
          state,
        );
      case 'CollegeEntered':
        return decide(state, event, { ...enrolment(data.collegeId), isRecorded: true });
      case 'EntrantEnrolmentCorrected':
        return decide(state, event, enrolment(data.collegeId));
      case 'CollegeLeft':
        return end(state, enrolment(data.collegeId).key);
      case 'EntrantMerged':
        return end(state, enrolment(data.from).key);
      case 'EntrantMergerUndone':
        return decide(state, event, { ...enrolment(data.from), isRecorded: true });
      case 'AdjustmentProposed':
      case 'PointsAdjusted': {
        const { collegeId, adjustmentId = id } = data;
        const key = keyOf({ kind: 'adjustment', adjustmentId });
        return decide(state, event, { key, collegeId, isProposal: type === 'AdjustmentProposed' });
      }
      case 'AdjustmentDeclined':
        return end(state, keyOf({ kind: 'adjustment', adjustmentId: data.adjustmentId }));
      case 'ResultsFinalised': {
        const number = state.finals + 1;
        return { ...decide(state, event, { key: keyOf({ kind: 'final', number }), collegeId: null }), finals: number };
      }
      case 'SubmissionsClosed':
        return { ...state, closedAt: metadata.recordedAt };
      case 'StandingsFrozen':
        return { ...state, public: state.live, frozenAt: metadata.recordedAt };
      case 'StandingsRevealed':
      case 'ChallengeCancelled':
        return { ...state, public: null, frozenAt: null, revealedAt: metadata.recordedAt };
      default:
        return state;
    }
  },
};

type Status = 'undecided' | 'approved' | 'rejected' | 'revoked';

export interface ActionTarget {
  challengeId: string;
  collegeId: string;
  /** Oldest first. */
  decisions: readonly (Decision & { status: Status })[];
  /** Accounts that submitted, completed or decided on it. */
  involved: ReadonlySet<string>;
}

/** The status that a decision gives an action; null = the event decides nothing. */
function statusAfter({ type, data }: ActionEvent): Status | null {
  switch (type) {
    case 'ActionApproved':
    case 'ActionCorrected':
    case 'ActionReclassified':
      return 'approved';
    case 'ActionRejected':
    case 'ActionLapsed':
      return 'rejected';
    case 'ApprovalRevoked':
      return 'revoked';
    case 'DecisionReopened':
      return 'undecided';
    case 'DisputeResolved':
      return data.outcome === 'upheld' ? null : data.outcome;
    default:
      return null;
  }
}

/** An action with its decisions; null = there is no such action. */
export const actionTarget: Decider<ActionTarget | null, ActionEvent> = {
  initialState: () => null,
  evolve: (state, event) => {
    const { id, data, metadata } = event;
    const { challengeId, collegeId } = data;
    const before = state ?? { challengeId, collegeId, decisions: [], involved: new Set<string>() };
    const status = statusAfter(event);
    const decision = { id, at: metadata.recordedAt, collegeId, isProposal: false };
    return {
      ...before,
      decisions: status === null ? before.decisions : [...before.decisions, { ...decision, status }],
      involved: new Set([...before.involved, metadata.actor]),
    };
  },
};

/** Accounts that recorded numbers of students of a college. */
export const enrolmentRecorders: Decider<ReadonlySet<string>, CollegeEvent> = {
  initialState: () => new Set(),
  evolve: (recorders, { type, metadata }) =>
    type === 'EnrolmentRecorded' ? new Set([...recorders, metadata.actor]) : recorders,
};
