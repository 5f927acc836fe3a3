import type { ActionEvent } from '../../src/events/action.events.js';
import type { ChallengeEvent } from '../../src/events/challenge.events.js';
import type { DomainEvent, Recorded } from '../projection.js';
import { type changeCollege, compareRank, orderedOf, type RankedCollege, ranker, tableOf } from './ranking.js';
import type { Board, NewsItem, NewsType } from './standings.contract.js';
import { ownerIn, type StandingsState, type StoredNews, type View } from './standings.state.js';

const NEWS_ITEMS = 50;

/** News of an event of the college it names, or of all colleges. A text says why there is none. */
type NewsRule = { type: NewsType; concerns: 'college' | 'all' } | string;

/** Every event of a challenge's stream: a new one needs its row. */
export const challengeNews: Readonly<Record<ChallengeEvent['type'], NewsRule>> = {
  ChallengeAnnounced: 'nobody is on a board yet',
  ChallengeRedescribed: 'words move nobody, and pages show the new ones at once',
  ChallengeRescheduled: { type: 'rescheduled', concerns: 'all' },
  SubmissionsReopened: { type: 'submissions-reopened', concerns: 'all' },
  ChallengeCancelled: { type: 'cancelled', concerns: 'all' },
  RulebookPublished: { type: 'rules', concerns: 'all' },
  RulebookWithdrawn: { type: 'rules', concerns: 'all' },
  ChallengeOpened: 'the boards begin',
  CollegeEntered: { type: 'entered', concerns: 'college' },
  CollegeLeft: { type: 'left', concerns: 'college' },
  EntrantMerged: { type: 'merged', concerns: 'college' },
  EntrantMergerUndone: { type: 'unmerged', concerns: 'college' },
  EntrantRenamed: 'a name moves nobody',
  EntrantEnrolmentCorrected: { type: 'enrolment', concerns: 'college' },
  EntrantLeagueCorrected: { type: 'league', concerns: 'college' },
  SubmissionsClosed: 'moves nobody',
  StandingsFrozen: 'moves nobody',
  StandingsRevealed: 'shows what other news says',
  PointsAdjusted: { type: 'adjusted', concerns: 'college' },
  AdjustmentProposed: 'counts only when it is confirmed',
  AdjustmentDeclined: 'never counted',
  ResultsFinalised: 'a final shows the news of the event it names',
  ChallengeReopened: { type: 'reopened', concerns: 'all' },
  ChallengeTextsErased: 'words move nobody',
};

const none = () => undefined;

/** Called before the event's step; the result, called after it, adds the news. */
export function newsStep(state: StandingsState, event: Recorded<ChallengeEvent>): () => void {
  const rule = challengeNews[event.type];
  if (typeof rule === 'string') return none;
  if (rule.concerns === 'all') {
    const places = placesOf(event.type === 'ChallengeReopened' ? (state.final ?? state.live) : state.live);
    return () => {
      const moved = countDifferent(places, placesOf(state.live));
      if (moved > 0 || ALWAYS.includes(event.type)) add(state.live, event, { ...nobody, type: rule.type, moved });
    };
  }
  const collegeId = concernedBy(state.live, event) ?? '';
  const was = tableOf(state.live).colleges.get(collegeId);
  return () => {
    const is = tableOf(state.live).colleges.get(collegeId);
    if (isMoved(was, is, event.type))
      add(state.live, event, {
        type: rule.type,
        collegeId,
        ...moveOf(state.live, was, is, MERGERS.includes(event.type)),
      });
  };
}

/**
 * The college for which an event counts; null = it concerns all. A merger concerns the college that takes in the other, its undoing
 * the one that is back.
 */
export function concernedBy(view: View, { type, data }: DomainEvent): string | null {
  if (type === 'EntrantMergerUndone') return data.from;
  const collegeId = type === 'EntrantMerged' ? data.into : 'collegeId' in data ? data.collegeId : null;
  return collegeId === null ? null : ownerIn(view, collegeId);
}

/** News of a decision. Colleges that are not in the challenge make none. */
export function addActionNews(
  view: View,
  event: Recorded<ActionEvent>,
  { before, after }: ReturnType<typeof changeCollege>,
  item: Pick<NewsItem, 'type' | 'kind' | 'verified'>,
): void {
  if (!before || !after) return;
  const points = after.score.points - before.score.points;
  const rank = tableOf(view).total.rankOf(after);
  add(view, event, { ...item, collegeId: after.entrant.collegeId, points, rank });
}

const nobody = { collegeId: null, points: 0, rank: null };

function add(
  view: View,
  { id: eventId, type: event, metadata: { recordedAt: at }, data }: Recorded<DomainEvent>,
  item: Pick<StoredNews, 'type' | 'collegeId' | 'points' | 'rank'> & Partial<StoredNews>,
): void {
  const reason = 'reason' in data ? data.reason : null;
  const empty = { per100Rank: null, moved: null, kind: null, verified: {}, reason };
  view.news = [...view.news, { eventId, at, event, ...empty, ...item }].slice(-NEWS_ITEMS);
}

/** News although nobody moves: people planned by what was published. */
const ALWAYS: readonly string[] = [
  'ChallengeRescheduled',
  'SubmissionsReopened',
  'ChallengeCancelled',
  'RulebookWithdrawn',
  'ChallengeReopened',
  'PointsAdjusted',
  'EntrantMerged',
];

/** Everything that ranks a college on a board or in its league. */
const RANKING = ['points', 'kinds', 'participants', 'divisor', 'league'] as const;

/** They move a second college, so they stay news when the one they are about leaves. */
const MERGERS: readonly string[] = ['EntrantMerged', 'EntrantMergerUndone'];

/** Other events are news only when they change what ranks the college. */
function isMoved(was: RankedCollege | undefined, is: RankedCollege | undefined, type: string): boolean {
  if (!was || !is) return was !== is;
  const differ = RANKING.some((field) => was.standing[field] !== is.standing[field]);
  return ALWAYS.includes(type) || differ;
}

function moveOf(view: View, was: RankedCollege | undefined, is: RankedCollege | undefined, movesTwo: boolean) {
  const points = (is?.score.points ?? 0) - (was?.score.points ?? 0);
  const { shortNames } = (is ?? was)!.entrant;
  if (!is) return { points, rank: null, shortNames };
  const places = { points, rank: rankOf(view, 'total', is), per100Rank: rankOf(view, 'per-100', is) };
  return movesTwo ? { ...places, shortNames } : places;
}

function rankOf(view: View, board: Board, one: RankedCollege): number {
  let rank = 1;
  for (const other of tableOf(view).colleges.values()) if (compareRank(board, other, one) < 0) rank += 1;
  return rank;
}

/** Points and ranks of each college as one text. */
function placesOf(view: View): Map<string, string> {
  const places = new Map<string, string>();
  for (const board of ['total', 'per-100'] as const) {
    const next = ranker(board);
    for (const one of orderedOf(view, board)) {
      const { collegeId, points } = one.standing;
      places.set(collegeId, `${places.get(collegeId) ?? points} ${next(one)}`);
    }
  }
  return places;
}

function countDifferent(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): number {
  const ids = new Set([...before.keys(), ...after.keys()]);
  return [...ids].filter((id) => before.get(id) !== after.get(id)).length;
}
