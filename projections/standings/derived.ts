import type { Board } from './standings.contract.js';
import { OrderedBoard, rankedCollege, type RankedCollege } from './ranking.js';
import { rulesOf, scoreAction, scoreCollege, type ActionScore, type Rules } from './scoring.js';
import { ownValue, type ActionRecord, type View } from './standings.state.js';

export const BOARDS: readonly Board[] = ['total', 'per-100'];

/** Scores derived from a view: never stored, computed again only for invalidated colleges. */
export interface Scores {
  rules: Rules;
  /** A ranked college is replaced when its college changes, never mutated. */
  colleges: ReadonlyMap<string, RankedCollege>;
  scoreOf(action: ActionRecord): ActionScore;
}

/** Scores in board order. */
export interface Table extends Scores {
  boards: Record<Board, OrderedBoard<RankedCollege>>;
}

interface Derived extends Table {
  colleges: Map<string, RankedCollege>;
  /** Colleges to score again. */
  invalid: Set<string>;
  /** Colleges scored again since the boards were last read, as they stand on them. */
  staleRanks: Map<string, RankedCollege | undefined>;
}

const derivedOf = new WeakMap<View, Derived>();

/** Must be called after a change of a college's actions, adjustments or entry. */
export function invalidate(view: View, collegeId: string): void {
  derivedOf.get(view)?.invalid.add(collegeId);
}

/** Must be called after a change of the rulebook. */
export function invalidateAll(view: View): void {
  derivedOf.delete(view);
}

/** Current scores, unordered; valid until the view changes. */
export function scoresOf(view: View): Scores {
  return refreshed(view);
}

/** Current scores and boards; valid until the view changes. */
export function tableOf(view: View): Table {
  const table = refreshed(view);
  if (table.staleRanks.size === 0) return table;
  const few = table.staleRanks.size * 16 < table.colleges.size;
  for (const board of BOARDS) {
    if (!few) table.boards[board] = new OrderedBoard(board, table.colleges.values());
    else for (const [id, before] of table.staleRanks) table.boards[board].replace(before, table.colleges.get(id));
  }
  table.staleRanks.clear();
  return table;
}

function refreshed(view: View): Derived {
  const table = derivedOf.get(view) ?? newTable(view);
  for (const collegeId of table.invalid) refresh(view, table, collegeId);
  table.invalid.clear();
  return table;
}

function newTable(view: View): Derived {
  const rules = rulesOf(view.rulebooks);
  const scores = new WeakMap<ActionRecord, ActionScore>();
  const table: Derived = {
    rules,
    colleges: new Map(),
    boards: { total: new OrderedBoard('total', []), 'per-100': new OrderedBoard('per-100', []) },
    // Records are replaced, never changed, so the score of a record never expires.
    scoreOf: (action) => {
      const known = scores.get(action);
      if (known) return known;
      const score = scoreAction(action, rules);
      scores.set(action, score);
      return score;
    },
    invalid: new Set(Object.keys(view.colleges)),
    staleRanks: new Map(),
  };
  derivedOf.set(view, table);
  return table;
}

function refresh(view: View, table: Derived, collegeId: string): void {
  const college = ownValue(view.colleges, collegeId);
  const before = table.colleges.get(collegeId);
  if (!table.staleRanks.has(collegeId)) table.staleRanks.set(collegeId, before);
  if (!college?.entrant) {
    table.colleges.delete(collegeId);
    return;
  }
  const { entrant } = college;
  const score = scoreCollege(college, table.rules, table.scoreOf);
  const minimum = table.rules.newest?.per100.minimumStudents ?? 1;
  const nameKey = before?.entrant === entrant ? before.nameKey : undefined;
  table.colleges.set(collegeId, rankedCollege(entrant, score, minimum, nameKey));
}
