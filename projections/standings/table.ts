import type { Board } from './standings.contract.js';
import { OrderedBoard } from './ordered-board.js';
import { contestant, type Contestant } from './ranking.js';
import { rulesOf, type Rules } from './rules.js';
import { scoreAction, scoreCollege, type ActionScore } from './scoring.js';
import { entry, type ActionRecord, type College, type View } from './standings.state.js';
import { Tally } from './tally.js';

export const BOARDS: readonly Board[] = ['total', 'per-100'];

/** What follows from a view: never stored, reckoned again only for the colleges that were touched. */
export interface Scores {
  rules: Rules;
  /** A contestant is replaced when its college is touched, never changed. */
  contestants: Map<string, Contestant>;
  scoreOf(action: ActionRecord): ActionScore;
}

/** The same in board order. */
export interface Table extends Scores {
  boards: Record<Board, OrderedBoard<Contestant>>;
}

interface Working extends Table {
  tallies: Map<string, Tally>;
  /** Colleges that were touched, with those of their actions that may score otherwise now. */
  dirty: Map<string, Set<string>>;
  /** Colleges that were scored again since the boards were asked for, as they stand there. */
  misplaced: Map<string, Contestant | undefined>;
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

/** The scores of a view, up to date. They stay valid until the view is changed. Nothing is put in order: that is for who looks at a board. */
export function scoresOf(view: View): Scores {
  return working(view);
}

/** The table of a view, up to date. It stays valid until the view is changed. */
export function tableOf(view: View): Table {
  const table = working(view);
  if (table.misplaced.size === 0) return table;
  const few = table.misplaced.size * 16 < table.contestants.size;
  for (const board of BOARDS) {
    if (!few) table.boards[board] = new OrderedBoard(board, table.contestants.values());
    else for (const [id, before] of table.misplaced) table.boards[board].replace(before, table.contestants.get(id));
  }
  table.misplaced.clear();
  return table;
}

function working(view: View): Working {
  const table = tables.get(view) ?? emptyTable(view);
  for (const [collegeId, actionIds] of table.dirty) refresh(view, table, collegeId, actionIds);
  table.dirty.clear();
  return table;
}

function emptyTable(view: View): Working {
  const rules = rulesOf(view.rulebooks);
  const table: Working = {
    rules,
    contestants: new Map(),
    boards: { total: new OrderedBoard('total', []), 'per-100': new OrderedBoard('per-100', []) },
    scoreOf: (action) => scoreAction(action, rules),
    tallies: new Map(),
    dirty: new Map(Object.keys(view.colleges).map((collegeId) => [collegeId, new Set()])),
    misplaced: new Map(),
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

function refresh(view: View, table: Working, collegeId: string, actionIds: ReadonlySet<string>): void {
  const college = entry(view.colleges, collegeId);
  const tally = college && tallyOf(college, table, collegeId, actionIds);
  const minimum = table.rules.newest?.per100.minimumStudents ?? 1;
  const before = table.contestants.get(collegeId);
  if (!table.misplaced.has(collegeId)) table.misplaced.set(collegeId, before);
  if (!college?.entrant) table.contestants.delete(collegeId);
  else
    table.contestants.set(
      collegeId,
      contestant(college.entrant, scoreCollege(college, table.rules, tally), minimum, before),
    );
}
