import type { Board } from '../../src/leaderboard/standings.contract.js';
import { compareOrder, contestant, replaceIn, type Contestant } from './ranking.js';
import { rulesOf, type Rules } from './rules.js';
import { scoreAction, scoreCollege, type ActionScore } from './scoring.js';
import { entry, type ActionRecord, type College, type View } from './standings.state.js';
import { Tally } from './tally.js';

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
  tallies: Map<string, Tally>;
  /** Colleges that were touched, with those of their actions that may score otherwise now. */
  dirty: Map<string, Set<string>>;
}

const tables = new WeakMap<View, Working>();

/** To be called after a college's adjustments or entry, or one of its actions, was changed. */
export function touch(view: View, collegeId: string, actionId?: string): void {
  const dirty = tables.get(view)?.dirty;
  if (!dirty) return;
  const actions = dirty.get(collegeId) ?? new Set();
  dirty.set(collegeId, actions);
  if (actionId !== undefined) actions.add(actionId);
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
  for (const [collegeId, actionIds] of table.dirty) refresh(view, table, collegeId, actionIds, few);
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
  const table: Working = {
    rules,
    contestants: new Map(),
    boards: { total: [], 'per-100': [] },
    scoreOf,
    tallies: new Map(),
    dirty: new Map(Object.keys(view.colleges).map((collegeId) => [collegeId, new Set()])),
  };
  tables.set(view, table);
  return table;
}

function tallyOf(college: College, table: Working, collegeId: string, actionIds: ReadonlySet<string>): Tally {
  const known = table.tallies.get(collegeId);
  const tally = known ?? new Tally(table.rules, table.scoreOf).with(college);
  if (known) for (const id of actionIds) known.set(id, entry(college.actions, id));
  table.tallies.set(collegeId, tally);
  return tally;
}

function refresh(
  view: View,
  table: Working,
  collegeId: string,
  actionIds: ReadonlySet<string>,
  moveInBoards: boolean,
): void {
  const college = entry(view.colleges, collegeId);
  const tally = college && tallyOf(college, table, collegeId, actionIds);
  const before = table.contestants.get(collegeId);
  const minimum = table.rules.newest?.per100.minimumStudents ?? 1;
  const after = college?.entrant
    ? contestant(college.entrant, scoreCollege(college, table.rules, tally), minimum)
    : undefined;
  if (after) table.contestants.set(collegeId, after);
  else table.contestants.delete(collegeId);
  if (!moveInBoards) return;
  for (const board of BOARDS) replaceIn(board, table.boards[board], before, after);
}
