import { dayOf, daysAfter, daysBetween } from '../../events/day.js';
import { type Blocker, DomainError } from '../../event-store/domain-error.js';
import type { RunningChallenge } from '../challenge.js';
import type { FinalFacts } from '../challenge-facts.js';

const SHOWN = 50;

/** A kind of hindrance: its code as a refusal, and what to do. */
const KINDS = {
  undecided: ['DECISIONS_PENDING', 'WAY_OUT_DECIDE'],
  question: ['DECISIONS_PENDING', 'WAY_OUT_ANSWER'],
  dispute: ['DISPUTES_PENDING', 'WAY_OUT_RESOLVE'],
  adjustment: ['ADJUSTMENTS_PENDING', 'WAY_OUT_CONFIRM'],
  objection: ['OBJECTIONS_PENDING', 'WAY_OUT_SETTLE'],
  'dispute-time': ['DISPUTE_TIME_RUNNING', 'WAY_OUT_WAIT'],
} as const;

type Kind = keyof typeof KINDS;

export interface BlockingFacts extends FinalFacts {
  /** The day in Asia/Aqtau. */
  today: string;
  /** Ids. */
  openObjections: readonly string[];
}

/** Everything that keeps a challenge from its final today; null = nothing does. */
export function hindrance(challenge: RunningChallenge, facts: BlockingFacts): DomainError | null {
  const questions = new Set(facts.questions);
  const proposed = [...challenge.adjustments.values()].filter(({ state }) => state === 'proposed');
  const running = disputable(challenge, facts);
  const found = [
    blocker(
      'undecided',
      facts.pendingActions.filter((id) => !questions.has(id)),
    ),
    blocker('question', facts.questions),
    blocker('dispute', facts.disputedActions),
    blocker(
      'adjustment',
      proposed.map(({ adjustmentId }) => adjustmentId),
    ),
    blocker('objection', facts.openObjections),
    blocker(
      'dispute-time',
      running.map(({ actionId }) => actionId),
      running
        .map(({ until }) => until)
        .sort()
        .at(-1),
    ),
  ].filter(({ count }) => count > 0);
  const [first] = found;
  if (!first) return null;
  const [code] = KINDS[first.kind as Kind];
  const count = code === 'DECISIONS_PENDING' ? facts.pendingActions.length : first.count;
  return new DomainError('conflict', code, { count, ...(first.until && { until: first.until }) }, undefined, found);
}

const blocker = (kind: Kind, ids: readonly string[], until?: string): Blocker => ({
  kind,
  count: ids.length,
  ids: ids.slice(0, SHOWN),
  wayOut: KINDS[kind][1],
  ...(until !== undefined && { until }),
});

/** A decision more days ahead was recorded by a wrong clock, and no final waits for its day. */
const AHEAD_DAYS = 1;

/** Decisions that can be disputed today, and until when. */
function disputable({ rulebooks }: RunningChallenge, { decisions, today }: BlockingFacts) {
  const days = rulebooks.at(-1)?.rules.disputeDays;
  if (days === undefined) return [];
  return decisions
    .filter(({ at }) => {
      const passed = daysBetween(dayOf(at), today);
      return passed >= -AHEAD_DAYS && passed <= days;
    })
    .map(({ actionId, at }) => ({ actionId, until: daysAfter(dayOf(at), days) }));
}
