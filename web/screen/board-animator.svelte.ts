import { flushSync } from 'svelte';
import type { StandingsRow } from '../../projections/standings/standings.contract.js';
import { Travel } from '../shared/travel.js';
import { nextStep, settleHidden, type Move } from './board-steps.js';

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
