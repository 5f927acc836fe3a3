import type { OrderedBoard } from './ordered-board.js';
import { contestant, type Contestant } from './ranking.js';
import { scoreCollege } from './scoring.js';
import { entry, type College, type NewsEntry, type View } from './standings.state.js';
import { tableOf, type Table } from './table.js';
import { Tally } from './tally.js';

export const NEWS_ITEMS = 50;

/** Adds an item; what it changed is reckoned later, when somebody asks. */
export function addNews(view: View, item: NewsEntry): void {
  view.news.push(item);
  if (view.news.length > NEWS_ITEMS) view.news.shift();
}

/** Keeps what the items changed. To be called before scores change otherwise (rulebook, entrants), for {@link newsSoFar} goes back over items alone. */
export function settleNews(view: View): void {
  view.news = newsSoFar(view);
}

/** All items with what they changed: goes back from now, item by item, over a scratch board. */
export function newsSoFar(view: View): NewsEntry[] {
  const oldest = view.news.findIndex(({ result }) => result === undefined);
  if (oldest === -1) return view.news;
  const table = tableOf(view);
  const scratch: Scratch = { table, board: table.boards.total.copy(), colleges: new Map() };
  const settled = view.news
    .slice(oldest)
    .reverse()
    .map((item) => settle(view, scratch, item));
  return [...view.news.slice(0, oldest), ...settled.reverse()];
}

interface Scratch {
  table: Table;
  board: OrderedBoard<Contestant>;
  /** Colleges as they were after the item at hand, where that is not as they are now. */
  colleges: Map<string, { college: College; standing: Contestant }>;
}

function settle(view: View, scratch: Scratch, item: NewsEntry): NewsEntry {
  const { table, board, colleges } = scratch;
  const college = colleges.get(item.collegeId)?.college ?? entry(view.colleges, item.collegeId);
  const after = colleges.get(item.collegeId)?.standing ?? table.contestants.get(item.collegeId);
  const known = { ...item, before: null };
  if (!college?.entrant || !after) return { ...known, result: null };
  const rank = board.rankOf(after);
  const earlier = undo(college, item);
  const score = scoreCollege(earlier, table.rules, new Tally(table.rules, table.scoreOf).with(earlier));
  const standing = contestant(college.entrant, score, table.rules.newest?.per100.minimumStudents ?? 1, after);
  board.replace(after, standing);
  colleges.set(item.collegeId, { college: earlier, standing });
  return { ...known, result: { points: after.score.points - score.points, rank } };
}

function undo(college: College, { actionId, before, eventId }: NewsEntry): College {
  if (actionId === null)
    return { ...college, adjustments: college.adjustments.filter((one) => one.eventId !== eventId) };
  const actions = { ...college.actions };
  if (before) actions[actionId] = before;
  else delete actions[actionId];
  return { ...college, actions };
}
