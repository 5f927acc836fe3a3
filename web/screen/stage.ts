import type { StandingsRow } from '../../projections/standings/standings.contract.js';
import { valueOf } from '../shared/rows.js';

/** One thing that happens on the board: a college's value changes and it travels from one index to another. */
export interface Move {
  collegeId: string;
  from: number;
  to: number;
  valueFrom: number;
  valueTo: number;
}

/** Rows after the step, and what moved; no move = the rows change without a story. */
export interface Step {
  rows: StandingsRow[];
  move: Move | null;
}

/** More changes than this at once are shown together: a board that lags behind tells lies. */
const STORY_LIMIT = 4;

/** The next step from the rows shown to the rows that are true: one college at a time, the lowest place first. Null = nothing to do. */
export function nextStep(shown: StandingsRow[], truth: StandingsRow[]): Step | null {
  if (shown === truth) return null;
  const before = new Map(shown.map((row) => [row.collegeId, row]));
  const sameColleges = shown.length === truth.length && truth.every((row) => before.has(row.collegeId));
  const changed = truth.filter((row) => {
    const old = before.get(row.collegeId);
    return old !== undefined && valueOf(old) !== valueOf(row);
  });
  if (!sameColleges || changed.length === 0 || changed.length > STORY_LIMIT) return { rows: truth, move: null };
  const next = changed[changed.length - 1]!;
  const rows = changed.length === 1 ? truth : withOne(shown, next, truth);
  const old = before.get(next.collegeId)!;
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

/** The shown rows with one of them as it is in truth, in order of value; among equals in the order of truth. */
function withOne(shown: StandingsRow[], next: StandingsRow, truth: StandingsRow[]): StandingsRow[] {
  const order = new Map(truth.map((row) => [row.collegeId, row.order]));
  const rows = shown.map((row) => (row.collegeId === next.collegeId ? next : row));
  rows.sort((a, b) => valueOf(b) - valueOf(a) || order.get(a.collegeId)! - order.get(b.collegeId)!);
  return rows.map((row, index) => ({ ...row, order: index, rank: index + 1 }));
}

/** The window of rows under the leader: first index and how many; the last page is full, so it may repeat rows. */
export function pageWindow(
  total: number,
  perPage: number,
  page: number,
): { start: number; count: number; pages: number } {
  const under = Math.max(0, total - 1);
  const pages = Math.max(1, Math.ceil(under / perPage));
  const count = Math.min(perPage, under);
  return { start: 1 + Math.min((page % pages) * perPage, under - count), count, pages };
}
