import type { ChallengeDocument } from '../../../projections/challenges/challenges.projection.js';
import type { ActionDocument } from '../../../projections/review-queue/review-queue.projection.js';
import { type Day, dayOf, daysAfter, daysBetween, startOfDay } from '../../events/day.js';

/** People hear of a deadline this many days before its last day, in the morning. */
const NOTICE_DAYS = 2;
const MORNING_MS = 8 * 3_600_000;

export type DeadlineKind = 'lapse-soon' | 'dispute-ends-soon' | 'submissions-close-soon';

/** A deadline that is near. It has the same id on each day, and disappears when nothing is due any more. */
export interface Deadline {
  id: string;
  kind: DeadlineKind;
  /** The instant from which it is shown. */
  at: string;
  challengeId: string;
  actionId: string | null;
  /** The last day on which something can be done. */
  lastDay: Day;
}

/** Decisions that a college may want to dispute; nobody is reminded of an approval. */
const AGAINST: readonly string[] = ['ActionRejected', 'ActionLapsed', 'ApprovalRevoked'];
/** Events after which the decision before them cannot be disputed. */
const SETTLES: readonly string[] = [
  ...['ActionApproved', 'ActionCorrected', 'ActionReclassified', 'DecisionReopened'],
  ...['DecisionDisputed', 'DisputeWithdrawn', 'DisputeDismissed', 'DisputeResolved'],
];

const isRunning = ({ live }: ChallengeDocument) => live.state === 'open' || live.state === 'closed';

function near(deadline: Omit<Deadline, 'at'>, since: string, now: Date): Deadline[] {
  if (daysBetween(dayOf(now), deadline.lastDay) < 0) return [];
  const morning = startOfDay(daysAfter(deadline.lastDay, -NOTICE_DAYS)).getTime() + MORNING_MS;
  const from = new Date(morning).toISOString();
  const at = since > from ? since : from;
  return at <= now.toISOString() ? [{ ...deadline, at }] : [];
}

/** The end of a question without an answer, by the newest rulebook. */
function lapse({ status, journal, actionId, challengeId }: ActionDocument, of: ChallengeDocument, now: Date) {
  const question = journal.findLast(({ type }) => type === 'InformationRequested');
  const days = of.live.rules?.lapseDays;
  if (status !== 'needs-info' || days === undefined || !question) return [];
  const lastDay = daysAfter(dayOf(question.at), days);
  const id = `lapse-soon:${question.eventId}`;
  return near({ id, kind: 'lapse-soon', challengeId, actionId, lastDay }, question.at, now);
}

function disputeEnd({ journal, actionId, challengeId }: ActionDocument, of: ChallengeDocument, now: Date) {
  const last = journal.findLast(({ type }) => AGAINST.includes(type) || SETTLES.includes(type));
  const days = of.live.rules?.disputeDays;
  if (days === undefined || !last || !AGAINST.includes(last.type)) return [];
  const lastDay = daysAfter(dayOf(last.at), days);
  const id = `dispute-ends-soon:${last.eventId}`;
  return near({ id, kind: 'dispute-ends-soon', challengeId, actionId, lastDay }, last.at, now);
}

function close(challengeId: string, { live }: ChallengeDocument, now: Date) {
  if (live.state !== 'open') return [];
  const id = `submissions-close-soon:${challengeId}:${live.closesOn}`;
  const since = startOfDay(live.opensOn).toISOString();
  return near({ id, kind: 'submissions-close-soon', challengeId, actionId: null, lastDay: live.closesOn }, since, now);
}

/** Deadlines of a college at a moment. `actions` are its own, `entered` the challenges in which it takes part. */
export function deadlinesOf(
  actions: readonly ActionDocument[],
  challenges: ReadonlyMap<string, ChallengeDocument>,
  entered: readonly string[],
  now: Date,
): Deadline[] {
  const ofActions = actions.flatMap((action) => {
    const of = challenges.get(action.challengeId);
    return of && isRunning(of) ? [...lapse(action, of, now), ...disputeEnd(action, of, now)] : [];
  });
  const ofChallenges = entered.flatMap((id) => {
    const of = challenges.get(id);
    return of ? close(id, of, now) : [];
  });
  return [...ofActions, ...ofChallenges];
}
