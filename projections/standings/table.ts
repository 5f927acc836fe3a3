import type { Board } from '../../src/leaderboard/standings.contract.js';
import { compareOrder, contestant, countBefore, type Contestant } from './ranking.js';
import { rulesOf, type Rules } from './rules.js';
import { scoreAction, scoreCollege, type ActionScore } from './scoring.js';
import { entry, type ActionRecord, type View } from './standings.state.js';

export const BOARDS: readonly Board[] = ['total', 'per-100'];

/** What follows from a view: never stored, reckoned again only for the colleges that were touched. */
export interface Table {
  rules: Rules;
  contestants: Map<string, Contestant>;
  /** Contestants in board order. */
  boards: Record<Board, Contestant[]>;
  scoreOf(action: ActionRecord): ActionScore;
}

interface Working extends Table {
  dirty: Set<string>;
}

const tables = new WeakMap<View, Working>();

/** To be called after a college's actions, adjustments or entry were changed. */
export function touch(view: View, collegeId: string): void {
  tables.get(view)?.dirty.add(collegeId);
}

/** To be called after the rulebook was changed. */
export function touchAll(view: View): void {
  tables.delete(view);
}

/** The table of a view, up to date. It stays valid until the view is changed. */
export function tableOf(view: View): Table {
  const table = tables.get(view) ?? emptyTable(view);
  if (table.dirty.size === 0) return table;
  const few = table.dirty.size * 16 < table.contestants.size;
  for (const collegeId of table.dirty) refresh(view, table, collegeId, few);
  if (!few) for (const board of BOARDS) table.boards[board] = sorted(board, table);
  table.dirty.clear();
  return table;
}

function sorted(board: Board, table: Table): Contestant[] {
  return [...table.contestants.values()].sort((a, b) => compareOrder(board, a, b));
}

function emptyTable(view: View): Working {
  const rules = rulesOf(view.rulebooks);
  const scores = new WeakMap<ActionRecord, ActionScore>();
  const scoreOf = (action: ActionRecord) => {
    const known = scores.get(action);
    if (known) return known;
    const score = scoreAction(action, rules);
    scores.set(action, score);
    return score;
  };
  const dirty = new Set(Object.keys(view.colleges));
  const table: Working = { rules, contestants: new Map(), boards: { total: [], 'per-100': [] }, scoreOf, dirty };
  tables.set(view, table);
  return table;
}

function refresh(view: View, table: Working, collegeId: string, moveInBoards: boolean): void {
  const college = entry(view.colleges, collegeId);
  const before = table.contestants.get(collegeId);
  const minimum = table.rules.newest?.per100.minimumStudents ?? 1;
  const after = college?.entrant
    ? contestant(college.entrant, scoreCollege(college, table.rules, table.scoreOf), minimum)
    : undefined;
  if (after) table.contestants.set(collegeId, after);
  else table.contestants.delete(collegeId);
  if (!moveInBoards) return;
  for (const board of BOARDS) {
    const ordered = table.boards[board];
    if (before) ordered.splice(countBefore(board, ordered, before, true), 1);
    if (after) ordered.splice(countBefore(board, ordered, after, true), 0, after);
  }
}
