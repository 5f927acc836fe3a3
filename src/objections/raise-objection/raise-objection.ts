import { type ChallengeState, entrantIn, requireOpened, type RunningChallenge } from '../../challenges/index.js';
import { dayOf, daysAfter } from '../../events/day.js';
import type { ObjectionEvent, ObjectionTarget } from '../../events/objection.events.js';
import type { VaultRef } from '../../events/values.js';
import { DomainError } from '../../event-store/domain-error.js';
import {
  type Actor,
  isCollege,
  isRaiser,
  ObjectionCommand,
  type ObjectionState,
  type RaisedObjection,
} from '../objection.js';
import { type ActionTarget, type ChallengeTargets, type Decision, keyOf, type NamedTarget } from '../targets.js';

export interface Objecting {
  objectionId: string;
  challengeId: string;
  target: NamedTarget;
  reason: string;
}

export class RaiseObjection extends ObjectionCommand<Objecting, { created: boolean }> {}

export interface RaisingFacts {
  challenge: ChallengeState;
  targets: ChallengeTargets;
  /** The action that is objected to; null = none, or unknown. */
  action: ActionTarget | null;
  /** Objections in the challenge. */
  known: readonly RaisedObjection[];
  /** The day in Asia/Aqtau. */
  today: string;
  /** The stored text equals that of the request. */
  isSameText: boolean;
}

/** Days in which a final can be objected to when the rulebook sets none. */
const FINAL_DAYS = 5;
/** Open objections of one college or auditor in a challenge, at most. */
export const MOST_OPEN = 5;
/** With this many dismissed or withdrawn objections nobody raises more in the challenge: no final waits for ever. */
export const MOST_IN_VAIN = 10;

export function raiseObjection(
  { objectionId, challengeId, target, reason }: Objecting,
  by: Actor,
  state: ObjectionState,
  facts: RaisingFacts,
  note: VaultRef,
): ObjectionEvent[] {
  if (state.status !== 'none') {
    const isSame =
      keyOf(state.target) === keyOf(target) && state.challengeId === challengeId && state.reason === reason;
    if (isSame && facts.isSameText && isRaiser(state, by, facts.challenge)) return [];
    throw new DomainError('conflict', 'OBJECTION_EXISTS', { objectionId });
  }
  const challenge = requireOpened(facts.challenge);
  const collegeId = by.role === 'auditor' ? null : objectorIn(challenge, by.collegeId ?? '', target);
  const decision = decisionOn(target, by, challenge, facts);
  requireInTime(target, decision, challenge, facts);
  requireWithinLimits(target, decision, by, challenge, facts.known);
  const data = { objectionId, challengeId, collegeId, target: complete(target, decision), reason, note };
  return [{ type: 'ObjectionRaised', data: { ...data, decision: decision.id } }];
}

/** A college that left or merged can still object to a final: it may have lost its place by mistake. */
function objectorIn(challenge: RunningChallenge, collegeId: string, { kind }: NamedTarget): string {
  const tookPart = challenge.left.has(collegeId) || challenge.merged.has(collegeId);
  return kind === 'final' && tookPart ? collegeId : entrantIn(challenge, collegeId).collegeId;
}

const complete = (target: NamedTarget, { collegeId }: Decision): ObjectionTarget =>
  target.kind === 'final' || target.kind === 'enrolment' ? target : { ...target, collegeId: collegeId! };

/** The decision as the caller sees it: during a freeze a college sees and objects to that of before. */
function decisionOn(
  target: NamedTarget,
  by: Actor,
  challenge: RunningChallenge,
  { targets, action }: RaisingFacts,
): Decision {
  const isOutsider = by.role !== 'auditor';
  if (target.kind === 'action') return actionDecision(action, by, challenge, isOutsider ? targets.frozenAt : null);
  const found = ((isOutsider ? targets.public : null) ?? targets.live).get(keyOf(target));
  if (target.kind === 'final') {
    if (!found) throw new DomainError('not-found', 'FINAL_UNKNOWN');
    const isStanding = challenge.status === 'final' && target.number === targets.finals;
    if (!isStanding) throw new DomainError('conflict', 'FINAL_LIFTED', { number: target.number });
    return found;
  }
  if (target.kind === 'enrolment' && !found)
    throw new DomainError('conflict', 'COLLEGE_NOT_IN_CHALLENGE', { collegeId: target.collegeId }, 'target');
  // Proposals are not public.
  if (!found || (isOutsider && found.isProposal)) throw new DomainError('not-found', 'ADJUSTMENT_UNKNOWN');
  return found;
}

function actionDecision(
  action: ActionTarget | null,
  by: Actor,
  challenge: RunningChallenge,
  frozenAt: string | null,
): Decision {
  if (!action || action.challengeId !== challenge.challengeId) throw new DomainError('not-found', 'ACTION_UNKNOWN');
  if (isCollege(by.collegeId, action.collegeId, challenge)) throw new DomainError('forbidden', 'OWN_ACTION');
  const seen = action.decisions.filter(({ at }) => frozenAt === null || at <= frozenAt).at(-1);
  if (by.role === 'auditor') {
    if (!seen || seen.status === 'undecided') throw new DomainError('conflict', 'NOTHING_TO_OBJECT_TO');
    return seen;
  }
  // Other colleges never see what awaits a decision or was rejected.
  if (seen?.status !== 'approved' && seen?.status !== 'revoked') throw new DomainError('not-found', 'ACTION_UNKNOWN');
  return seen;
}

/**
 * The last day counts from the latest of the decision, the reveal and the end of submissions. Before that end no final waits.
 * Throws conflict OBJECT_TO_FINAL, OBJECTION_TOO_LATE.
 */
function requireInTime(
  target: NamedTarget,
  { at }: Decision,
  challenge: RunningChallenge,
  { targets: { revealedAt, closedAt }, today }: RaisingFacts,
): void {
  const isFinal = target.kind === 'final';
  if (!isFinal && challenge.status === 'final') throw new DomainError('conflict', 'OBJECT_TO_FINAL');
  if (challenge.status === 'open') return;
  const days = challenge.rulebooks.at(-1)?.rules.disputeDays ?? (isFinal ? FINAL_DAYS : undefined);
  if (days === undefined) return;
  const last = [at, revealedAt ?? at, closedAt ?? at].sort().at(-1)!;
  const until = daysAfter(dayOf(last), days);
  if (today > until) throw new DomainError('conflict', 'OBJECTION_TOO_LATE', { until });
}

/** Throws conflict OBJECTED_BEFORE, TOO_MANY_OBJECTIONS, OBJECTIONS_IN_VAIN. */
function requireWithinLimits(
  target: NamedTarget,
  decision: Decision,
  by: Actor,
  challenge: RunningChallenge,
  known: readonly RaisedObjection[],
): void {
  const own = known.filter((one) => isRaiser(one, by, challenge));
  const key = keyOf(target);
  const earlier = own.find(
    (one) => keyOf(one.target) === key && (one.decision === decision.id || one.status === 'open'),
  );
  if (earlier) throw new DomainError('conflict', 'OBJECTED_BEFORE', { objectionId: earlier.objectionId });
  const count = (status: RaisedObjection['status']) => own.filter((one) => one.status === status).length;
  if (count('open') >= MOST_OPEN) throw new DomainError('conflict', 'TOO_MANY_OBJECTIONS', { most: MOST_OPEN });
  if (count('dismissed') + count('withdrawn') >= MOST_IN_VAIN)
    throw new DomainError('conflict', 'OBJECTIONS_IN_VAIN', { most: MOST_IN_VAIN });
}
