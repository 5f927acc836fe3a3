import type { Decider, Folded } from '../event-store/decider.js';
import type { DomainEvent } from '../events/schemas.js';
import { vaultRefsIn } from '../events/vault-refs.js';

/** Texts that the events of one stream name. */
export interface StreamTexts {
  /** Text → the college that its event names; null = none. In the order of the events. */
  texts: ReadonlyMap<string, string | null>;
  /** Texts of claims, the present one and earlier ones. */
  claimed: ReadonlySet<string>;
  /** Texts of the present claim. */
  present: ReadonlySet<string>;
  /** Texts whose erasure is an event. */
  erased: ReadonlySet<string>;
  /** Ids of the thing that the stream belongs to. */
  of: { challengeId?: string; collegeId?: string | null; actionId?: string; objectionId?: string } | null;
  disputed: boolean;
  /** ISO instant; null = not withdrawn. */
  withdrawnAt: string | null;
}

const DISPUTE_ENDS: readonly string[] = ['DisputeResolved', 'DisputeWithdrawn', 'DisputeDismissed', 'DecisionReopened'];

/** True when texts may be needless after an event of this type. */
export const freesTexts = (type: string): boolean =>
  type === 'ActionRevised' || type === 'ActionWithdrawn' || DISPUTE_ENDS.includes(type);

const union = <T>(all: ReadonlySet<T>, more: readonly T[]): ReadonlySet<T> =>
  more.length === 0 ? all : new Set([...all, ...more]);

/** A fold of any stream. It finds texts by their shape, so a new type of event needs no step here. */
export const streamTexts: Decider<StreamTexts, DomainEvent> = {
  initialState: () => ({
    texts: new Map(),
    claimed: new Set(),
    present: new Set(),
    erased: new Set(),
    of: null,
    disputed: false,
    withdrawnAt: null,
  }),
  evolve: (state, event) => after(named(state, event), event),
};

function named(state: StreamTexts, { data }: Folded<DomainEvent>): StreamTexts {
  const found = vaultRefsIn(data).map(({ id }) => id);
  const collegeId = 'collegeId' in data ? data.collegeId : null;
  const of = state.of ?? ownerOf(data);
  if (found.length === 0) return { ...state, of };
  return { ...state, of, texts: new Map([...state.texts, ...found.map((id) => [id, collegeId] as const)]) };
}

function ownerOf(data: object): StreamTexts['of'] {
  const { challengeId, collegeId, actionId, objectionId } = data as NonNullable<StreamTexts['of']>;
  return { challengeId, collegeId, actionId, objectionId };
}

function after(state: StreamTexts, event: Folded<DomainEvent>): StreamTexts {
  const { type, data } = event;
  switch (type) {
    case 'ActionSubmitted':
    case 'ActionRevised': {
      // An answer belongs to its question, so the next revision leaves it.
      const { note: _, ...claim } = { note: undefined, ...data };
      const ids = vaultRefsIn(claim).map(({ id }) => id);
      return { ...state, present: new Set(ids), claimed: union(state.claimed, ids) };
    }
    case 'EvidenceAttached': {
      const ids = [data.evidence.id];
      return { ...state, present: union(state.present, ids), claimed: union(state.claimed, ids) };
    }
    case 'EvidenceTakenDown':
      return { ...state, erased: union(state.erased, [data.evidenceId]) };
    case 'ActionTextsErased':
    case 'ChallengeTextsErased':
    case 'CollegeTextsErased':
    case 'ObjectionTextsErased':
      return { ...state, erased: union(state.erased, data.texts) };
    case 'DecisionDisputed':
      return { ...state, disputed: true };
    case 'ActionWithdrawn':
      return { ...state, withdrawnAt: event.metadata.recordedAt };
    case 'DecisionReopened':
      return { ...state, disputed: false, withdrawnAt: null };
    default:
      return DISPUTE_ENDS.includes(type) ? { ...state, disputed: false } : state;
  }
}

const DAY_MS = 86_400_000;
/** Texts of a withdrawn action are erased after this time, so that a claim is not withdrawn to hide it. */
export const WITHDRAWN_DAYS = 30;

export interface Needless {
  /** Texts that nobody needs any more. */
  texts: readonly string[];
  /** When others may become needless; null = only by another event. */
  next: Date | null;
}

/** Texts that a revision replaced, unless a dispute is open, and all texts of an action withdrawn 30 days ago. */
export function needlessTexts({ claimed, present, texts, disputed, withdrawnAt }: StreamTexts, now: Date): Needless {
  if (disputed) return { texts: [], next: new Date(now.getTime() + DAY_MS) };
  const due = withdrawnAt === null ? null : new Date(Date.parse(withdrawnAt) + WITHDRAWN_DAYS * DAY_MS);
  if (due && due <= now) return { texts: [...texts.keys()], next: null };
  return { texts: [...claimed].filter((id) => !present.has(id)), next: due };
}
