import { flushSync } from 'svelte';
import type { Board, StandingsHistory, StandingsRow } from '../../projections/standings/standings.contract.js';
import { gapText, rankLine, sinceYesterday, valueOf, valueText } from '../shared/rows.js';
import { Travel } from '../shared/travel.js';

const LIFT_MS = 120;
const TRAVEL_MS = 420;
const SETTLE_MS = 60;
const REST_MS = 250;
/** Between two moves of a reveal the hall reads a name. */
const REVEAL_REST_MS = 1_400;
const MARK_MS = 6_000;

/** Shows the true rows one move at a time, so that each is seen and none is late for long. */
export class BoardAnimator {
  rows: StandingsRow[] = $state.raw([]);
  /** The move that is being animated. */
  move: Move | null = $state.raw(null);
  /** Travelled share of it, 0 to 1. */
  progress = $state.raw(1);
  /** The college that moved last, with the direction; for six seconds. */
  mark: { collegeId: string; places: number } | null = $state.raw(null);
  /** The latest move of a reveal. */
  lastMove: Move | null = $state.raw(null);
  /** True from the end of a freeze until every change was shown. */
  revealing = $state.raw(false);
  /** Index of every college before the current travel. */
  before: Map<string, number> = new Map();
  private truth: StandingsRow[];
  private markUntil = 0;
  private running = false;

  constructor(
    rows: StandingsRow[],
    private readonly visible: (index: number) => boolean,
  ) {
    this.rows = rows;
    this.truth = rows;
  }

  /** Gives the true rows; the animator moves there by itself. */
  show(truth: StandingsRow[]): void {
    this.truth = truth;
    if (!this.running) this.advance();
  }

  /** As `show`, after a freeze: however many changed, the first `visible` places move one by one, the leader last. */
  reveal(truth: StandingsRow[], visible: number): void {
    this.revealing = true;
    this.rows = settleHidden(this.rows, truth, visible);
    this.show(truth);
  }

  /** To be called every second; `now` in milliseconds. */
  tick(now: number): void {
    if (this.mark && now > this.markUntil) this.mark = null;
    // Frames stop while a tab is hidden: the truth must not wait for them.
    if (document.hidden && this.rows !== this.truth) this.jump();
  }

  private advance(): void {
    this.running = false;
    const step = nextStep(this.rows, this.truth, this.revealing ? Infinity : undefined);
    if (!step) {
      this.revealing = false;
      this.lastMove = null;
      return;
    }
    if (still()) return this.jump();
    const { move } = step;
    if (!move || !(this.visible(move.from) || this.visible(move.to))) {
      this.rows = step.move ? step.rows : this.truth;
      return this.advance();
    }
    this.running = true;
    this.animate(move, step.rows);
  }

  private animate(move: Move, rows: StandingsRow[]): void {
    const startedAt = performance.now();
    this.progress = 0;
    this.before = new Map(this.rows.map((row, index) => [row.collegeId, index]));
    // The list takes its new order at once, for screen readers too; the drawing lifts first and then travels.
    const travel = new Travel(move.collegeId);
    flushSync(() => {
      this.move = move;
      this.lastMove = this.revealing ? move : null;
      this.rows = rows;
    });
    travel.play(TRAVEL_MS, move.to - move.from, LIFT_MS);
    const movedMs = LIFT_MS + TRAVEL_MS + SETTLE_MS;
    const restMs = this.revealing ? REVEAL_REST_MS : REST_MS;
    const frame = (): void => {
      const passed = performance.now() - startedAt;
      this.progress = ease(Math.min(1, Math.max(0, (passed - LIFT_MS) / TRAVEL_MS)));
      if (passed >= movedMs && this.move) this.settle(move);
      if (passed < movedMs + restMs && this.running) requestAnimationFrame(frame);
      else if (this.running) this.advance();
    };
    requestAnimationFrame(frame);
  }

  private settle(move: Move): void {
    this.move = null;
    this.remember(move.collegeId, move.from - move.to);
  }

  private remember(collegeId: string, places: number): void {
    this.mark = { collegeId, places };
    this.markUntil = Date.now() + MARK_MS;
  }

  private jump(): void {
    const limit = this.revealing ? Infinity : undefined;
    for (let step = nextStep(this.rows, this.truth, limit); step; step = nextStep(this.rows, this.truth, limit)) {
      if (step.move) this.remember(step.move.collegeId, step.move.from - step.move.to);
      this.rows = step.move ? step.rows : this.truth;
    }
    this.running = false;
    this.revealing = false;
    this.lastMove = null;
    this.move = null;
    this.progress = 1;
  }
}

/** True where nothing may travel: the visitor asked for less motion, or the tab is hidden. */
function still(): boolean {
  return document.hidden || matchMedia('(prefers-reduced-motion: reduce)').matches;
}

function ease(share: number): number {
  return 1 - Math.pow(1 - share, 3.4);
}

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

/** A row as the hall shows it now. */
export interface RowView {
  row: StandingsRow;
  index: number;
  value: number;
  points: string;
  gap: string;
  /** Gain or loss, during the move. */
  delta: string | null;
  change: number | null;
  ranks: number[];
  moving: boolean;
  /** Direction of the last move, for some seconds: 1 up, -1 down. */
  marked: number;
}

export interface Moment {
  board: Board;
  history: StandingsHistory | null;
  move: Move | null;
  progress: number;
  mark: { collegeId: string; places: number } | null;
}

/** The view of the row at `index` among all `rows`. */
export function rowView(rows: StandingsRow[], index: number, moment: Moment): RowView {
  const row = rows[index]!;
  const { board, history, move, mark } = moment;
  const moving = move?.collegeId === row.collegeId;
  const value = moving ? Math.round(move.valueFrom + (move.valueTo - move.valueFrom) * moment.progress) : valueOf(row);
  const neighbour = rows[index === 0 ? 1 : index - 1];
  const difference = neighbour ? valueOf(row) - valueOf(neighbour) : null;
  return {
    row,
    index,
    value,
    points: valueText(value, board, 'kk'),
    gap: difference === null ? '' : gapText(difference, board, 'kk'),
    delta: moving ? gapText(move.valueTo - move.valueFrom, board, 'kk') : null,
    change: sinceYesterday(history, row),
    ranks: rankLine(history, row),
    moving,
    marked: mark?.collegeId === row.collegeId ? Math.sign(mark.places) : 0,
  };
}
