import type { StandingsRow } from '../../projections/standings/standings.contract.js';
import { valueOf } from '../shared/rows.js';

/** One move on the board: a college's value changes and its row travels from one index to another. */
export interface Move {
  collegeId: string;
  from: number;
  to: number;
  valueFrom: number;
  valueTo: number;
}

/** Rows after the step, and the move; without a move the rows are replaced at once. */
export interface Step {
  rows: StandingsRow[];
  move: Move | null;
}

/** With more changes at once the board jumps, so that it never lags behind. */
const MOVE_LIMIT = 4;

/** The next step from the shown rows to the true rows: one college at a time, the lowest place first. Null = nothing to do. */
export function nextStep(shown: StandingsRow[], truth: StandingsRow[], limit = MOVE_LIMIT): Step | null {
  if (shown === truth) return null;
  const changed = changedRows(shown, truth);
  if (!changed || changed.length === 0 || changed.length > limit) return { rows: truth, move: null };
  const next = changed[changed.length - 1]!;
  const rows = changed.length === 1 ? truth : withRows(shown, [next], truth);
  const old = shown.filter((row) => row.collegeId === next.collegeId)[0]!;
  return {
    rows,
    move: {
      collegeId: next.collegeId,
      from: shown.indexOf(old),
      to: rows.findIndex((row) => row.collegeId === next.collegeId),
      valueFrom: valueOf(old),
      valueTo: valueOf(next),
    },
  };
}

/** The shown rows with the true values of all colleges below the first `visible` places. A reveal moves the others one by one. */
export function settleHidden(shown: StandingsRow[], truth: StandingsRow[], visible: number): StandingsRow[] {
  return changedRows(shown, truth) ? withRows(shown, truth.slice(visible), truth) : shown;
}

/** True rows whose value differs from the shown one; null when the colleges differ. */
function changedRows(shown: StandingsRow[], truth: StandingsRow[]): StandingsRow[] | null {
  const before = new Map(shown.map((row) => [row.collegeId, row]));
  if (shown.length !== truth.length || !truth.every((row) => before.has(row.collegeId))) return null;
  return truth.filter((row) => valueOf(before.get(row.collegeId)!) !== valueOf(row));
}

/** The shown rows with some of them as they are in truth, by value; equals in the order of truth. */
function withRows(shown: StandingsRow[], some: StandingsRow[], truth: StandingsRow[]): StandingsRow[] {
  const order = new Map(truth.map((row) => [row.collegeId, row.order]));
  const replaced = new Map(some.map((row) => [row.collegeId, row]));
  const rows = shown.map((row) => replaced.get(row.collegeId) ?? row);
  rows.sort((a, b) => valueOf(b) - valueOf(a) || order.get(a.collegeId)! - order.get(b.collegeId)!);
  let rank = 1;
  return rows.map((row, index) => {
    if (index > 0 && valueOf(rows[index - 1]!) !== valueOf(row)) rank = index + 1;
    return { ...row, order: index, rank };
  });
}

/** The rows of a page below the pinned ones: first index and how many. The last page is full, so it may repeat rows. */
export function pageWindow(
  total: number,
  perPage: number,
  page: number,
  pinned = 1,
): { start: number; count: number; pages: number } {
  const under = Math.max(0, total - pinned);
  const pages = Math.max(1, Math.ceil(under / perPage));
  const count = Math.min(perPage, under);
  return { start: pinned + Math.min((page % pages) * perPage, under - count), count, pages };
}
