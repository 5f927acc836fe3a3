import { isDeepStrictEqual } from 'node:util';
import { rulesOf, scoreAction } from '../../projections/standings/scoring.js';
import type { ChallengeState } from '../challenges/index.js';
import type { ActionEvent } from '../events/action.events.js';
import type { Rulebook } from '../events/rulebook.js';
import type { Verified } from '../events/values.js';
import { DomainError } from '../event-store/domain-error.js';
import type { ActionState, Endorsement, SubmittedAction } from './action.js';

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

/** Points of single actions of a challenge, by the scoring of the standings. */
export function pointsIn(challenge: ChallengeState): ReviewFacts['pointsOf'] {
  const rules = rulesOf(challenge.status === 'none' ? [] : challenge.rulebooks);
  return ({ claim: { kind, doneOn }, submittedOn, rulebookVersion, disputed }, verified) => {
    const nothing = { revision: 0, endorsed: false, evidence: [], decision: null };
    return scoreAction(
      { ...nothing, kind, doneOn, submittedOn, rulebookVersion, disputed, verified, status: 'approved' },
      rules,
    ).points;
  };
}

/** The tie chain counts participants whatever the kind. */
const ALWAYS = 'participants';

/** Metrics that a kind uses; null = the rules do not have the kind. */
export function metricsOf(kind: string, rules: Rulebook): ReadonlySet<string> | null {
  const found = Object.hasOwn(rules.kinds, kind) ? rules.kinds[kind] : undefined;
  if (!found) return null;
  const measures = found.parts.flatMap((part) => ('oneOf' in part ? part.oneOf : [part]));
  return new Set([ALWAYS, ...measures.map(({ metric }) => metric)]);
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
