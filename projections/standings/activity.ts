import { tableOf, type Table } from './derived.js';
import { OrderedBoard, rankedCollege, type RankedCollege } from './ranking.js';
import { scoreCollege } from './scoring.js';
import { ownValue, type ActivityEntry, type College, type View } from './standings.state.js';

export const ACTIVITY_ENTRIES = 50;

/** Adds an entry; its change of points and rank is resolved on the first read. */
export function addActivity(view: View, entry: ActivityEntry): void {
  view.news.push(entry);
  if (view.news.length > ACTIVITY_ENTRIES) view.news.shift();
}

/** Stores resolved entries. Must be called before scores change otherwise (rulebook, entrants): resolving undoes entries only. */
export function resolveActivity(view: View): void {
  view.news = resolvedActivity(view);
}

/** All entries with the change they made: undone one by one from the newest, over a scratch board. */
export function resolvedActivity(view: View): ActivityEntry[] {
  const oldest = view.news.findIndex(({ result }) => result === undefined);
  if (oldest === -1) return view.news;
  const table = tableOf(view);
  const board = new OrderedBoard('total', table.boards.total.ordered);
  const scratch: Scratch = { table, board, colleges: new Map() };
  const resolved = view.news
    .slice(oldest)
    .reverse()
    .map((entry) => resolve(view, scratch, entry));
  return [...view.news.slice(0, oldest), ...resolved.reverse()];
}

interface Scratch {
  table: Table;
  board: OrderedBoard<RankedCollege>;
  /** Colleges as they were after the entry being resolved, where they differ from now. */
  colleges: Map<string, { college: College; standing: RankedCollege }>;
}

function resolve(view: View, { table, board, colleges }: Scratch, entry: ActivityEntry): ActivityEntry {
  const college = colleges.get(entry.collegeId)?.college ?? ownValue(view.colleges, entry.collegeId);
  const after = colleges.get(entry.collegeId)?.standing ?? table.colleges.get(entry.collegeId);
  const known = { ...entry, before: null };
  if (!college?.entrant || !after) return { ...known, result: null };
  const rank = board.rankOf(after);
  const earlier = undo(college, entry);
  const score = scoreCollege(earlier, table.rules, table.scoreOf);
  const minimum = table.rules.newest?.per100.minimumStudents ?? 1;
  const standing = rankedCollege(college.entrant, score, minimum, after.nameKey);
  board.replace(after, standing);
  colleges.set(entry.collegeId, { college: earlier, standing });
  return { ...known, result: { points: after.score.points - score.points, rank } };
}

function undo(college: College, { actionId, before, eventId }: ActivityEntry): College {
  if (actionId === null)
    return { ...college, adjustments: college.adjustments.filter((one) => one.eventId !== eventId) };
  const actions = { ...college.actions };
  if (before) actions[actionId] = before;
  else delete actions[actionId];
  return { ...college, actions };
}
