import type { Action, Challenge, Person, RightsModel } from './rights-model.js';

/** A decision that somebody may object to. */
export interface Decision {
  id: string;
  /** Place among all requests of the walk. */
  at: number;
  day: string;
}

interface ChallengeTarget extends Decision {
  collegeId: string | null;
  isProposal: boolean;
}

/** Decisions on a challenge, by what they are about. */
export interface Targets {
  live: Map<string, ChallengeTarget>;
  /** As colleges see them between freeze and reveal; null = the live ones. */
  seen: Map<string, ChallengeTarget> | null;
  frozenAt: number | null;
  revealedOn: string | null;
  closedOn: string | null;
  finals: number;
  /** Everybody who ever decided on it. */
  deciders: Map<string, Set<Person>>;
}

export const noTargets = (): Targets => ({
  live: new Map(),
  seen: null,
  frozenAt: null,
  revealedOn: null,
  closedOn: null,
  finals: 0,
  deciders: new Map(),
});

type Now = Pick<RightsModel, 'today' | 'requests'>;

/** `by`: absent for a number of students that was taken over from the college. */
export function decideOn(
  { targets }: Challenge,
  key: string,
  { today: day, requests: at }: Now,
  { by, collegeId = null, isProposal = false }: { by?: Person; collegeId?: string | null; isProposal?: boolean },
): void {
  targets.live.set(key, { id: `${key} ${at}`, at, day, collegeId, isProposal });
  if (by) targets.deciders.set(key, (targets.deciders.get(key) ?? new Set()).add(by));
}

export const enrolmentKey = (collegeId: string): string => `enrolment ${collegeId}`;
export const adjustmentKey = (id: string): string => `adjustment ${id}`;
export const finalKey = (number: number): string => `final ${number}`;

export function freeze({ targets }: Challenge, { requests }: Now): void {
  Object.assign(targets, { seen: new Map(targets.live), frozenAt: requests });
}

export function reveal({ targets }: Challenge, { today }: Now): void {
  Object.assign(targets, { seen: null, frozenAt: null, revealedOn: today });
}

/** The state of an action after a decision, as others may know of it. */
export interface ActionDecision extends Decision {
  status: 'undecided' | 'approved' | 'rejected' | 'revoked';
}

export function recordDecision(action: Action, { today: day, requests: at }: Now): void {
  const status =
    action.state === 'approved' || action.state === 'rejected' || action.state === 'revoked'
      ? action.state
      : 'undecided';
  action.decisions.push({ id: `action ${action.id} ${at} ${action.decisions.length}`, at, day, status });
}
