import type { Board } from './standings.contract.js';
import { compareOrder, compareRank, type Ranked, worth } from './ranking.js';

/** Places of a list from `from` up to, and without, `to`. */
export interface Span {
  from: number;
  to: number;
}

/** The colleges of a board in its order. What decides most comparisons lies in one array of numbers beside them. */
export class OrderedBoard<One extends Ranked> {
  private list: One[];
  private worths: Float64Array;

  constructor(
    private readonly board: Board,
    ones: Iterable<One>,
  ) {
    this.list = [...ones].sort((a, b) => compareOrder(board, a, b));
    this.worths = Float64Array.from(this.list, ({ standing }) => worth(board, standing));
  }

  /** Not to be changed. */
  get ordered(): readonly One[] {
    return this.list;
  }

  /** One that may be changed without this one. */
  copy(): OrderedBoard<One> {
    const copied = new OrderedBoard<One>(this.board, []);
    copied.list = this.list.slice();
    copied.worths = this.worths.slice();
    return copied;
  }

  /** Place by rank, from 1, shared by equals; also of one that does not stand here. */
  rankOf(one: Ranked): number {
    return 1 + this.countBefore(one, compareRank);
  }

  /**
   * Takes `before` out and puts `after` where it belongs. Gives the places where a row may say something else now: all between the two,
   * and those behind them that share or shared a rank with one of them; all behind when it is one more or one less.
   */
  replace(before?: Ranked, after?: One): Span {
    if (!before || !after) return this.resize(before, after);
    const at = this.countBefore(before, compareOrder);
    const falls = compareOrder(this.board, before, after) < 0;
    const to = this.countBefore(after, compareOrder, ...this.near(at, after, falls)) - (falls ? 1 : 0);
    this.move(at, to);
    this.list[to] = after;
    this.worths[to] = worth(this.board, after.standing);
    const last = Math.max(at, to);
    return { from: Math.min(at, to), to: this.endOfTies(last, at < to ? this.list[to - 1]! : before) };
  }

  /** Closes the gap at one place by opening one at the other. Most pass few: a loop is done before a call of `copyWithin` begins. */
  private move(at: number, to: number): void {
    const { list, worths } = this;
    for (let place = at; place > to; place -= 1) {
      list[place] = list[place - 1]!;
      worths[place] = worths[place - 1]!;
    }
    for (let place = at; place < to; place += 1) {
      list[place] = list[place + 1]!;
      worths[place] = worths[place + 1]!;
    }
  }

  /** Two places between which `one` belongs, found by steps that double: who gains points passes few. */
  private near(at: number, one: Ranked, falls: boolean): [low: number, high: number] {
    let step = 1;
    if (!falls) {
      while (at - step > 0 && !this.isBefore(at - step, one, compareOrder)) step *= 2;
      return [Math.max(0, at - step), at - (step >>> 1)];
    }
    while (at + step < this.list.length && this.isBefore(at + step, one, compareOrder)) step *= 2;
    return [at + (step >>> 1), Math.min(this.list.length, at + step)];
  }

  private endOfTies(last: number, stoodLast: Ranked): number {
    const { board, list, worths } = this;
    const standsLast = list[last]!;
    const [then, now] = [worth(board, stoodLast.standing), worths[last]!];
    let end = last + 1;
    for (; end < list.length; end += 1) {
      const own = worths[end]!;
      if (own !== then && own !== now) break;
      const one = list[end]!;
      if (compareRank(board, one, stoodLast) !== 0 && compareRank(board, one, standsLast) !== 0) break;
    }
    return end;
  }

  private resize(before?: Ranked, after?: One): Span {
    const one = before ?? after;
    if (!one) return { from: 0, to: 0 };
    const from = this.countBefore(one, compareOrder);
    if (after) this.list.splice(from, 0, after);
    else this.list.splice(from, 1);
    const worths = new Float64Array(this.list.length);
    worths.set(this.worths.subarray(0, from));
    if (after) worths[from] = worth(this.board, after.standing);
    worths.set(this.worths.subarray(after ? from : from + 1), after ? from + 1 : from);
    this.worths = worths;
    return { from, to: this.list.length };
  }

  /** How many stand before `one`, as `compare` says it; the answer lies between `low` and `high`. */
  private countBefore(one: Ranked, compare: typeof compareOrder, low = 0, high = this.list.length): number {
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.isBefore(middle, one, compare)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private isBefore(place: number, one: Ranked, compare: typeof compareOrder): boolean {
    const own = worth(this.board, one.standing);
    const other = this.worths[place]!;
    return other > own || (other === own && compare(this.board, this.list[place]!, one) < 0);
  }
}
