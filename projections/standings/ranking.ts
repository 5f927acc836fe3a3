import type { Entrant } from '../../src/events/challenge.events.js';
import { kazakhKey } from '../kazakh-order.js';
import { per100, per100Text } from './per-100.js';
import { type CollegeScore, rulesOf, type Rules, scoreCollege, Tally } from './scoring.js';
import type { Board, StandingsRow } from './standings.contract.js';
import {
  type ActionRecord,
  actionsOf,
  adjustmentsOf,
  type College,
  collegeOf,
  ownerIn,
  ownValue,
  type RulebookVersion,
  type View,
} from './standings.state.js';

const tables = new WeakMap<View, Table>();

/** Scores and boards of a view: in memory beside it, never stored. */
export interface Table {
  rules: Rules;
  tallies: Map<string, Tally>;
  /** A college is replaced when it changes, never mutated. */
  colleges: Map<string, RankedCollege>;
  total: OrderedBoard<RankedCollege>;
  /** Sorted when it is read: no event needs a rank on it. */
  perHundred: readonly RankedCollege[] | null;
  /** How often a college was scored again. */
  changes: number;
}

/** Current scores and boards; later changes of the view change them. */
export function tableOf(view: View): Table {
  const known = tables.get(view);
  if (known) return known;
  const colleges = new Map<string, RankedCollege>();
  const table: Table = {
    rules: rulesOf(view.rulebooks),
    tallies: new Map(),
    colleges,
    total: new OrderedBoard('total', []),
    perHundred: null,
    changes: 0,
  };
  for (const id of Object.keys(view.colleges)) {
    const score = scoreEntrant(view, id, table);
    if (score) colleges.set(id, score);
  }
  table.total = new OrderedBoard('total', colleges.values());
  tables.set(view, table);
  return table;
}

/** The scored actions of a college, with those of the colleges that merged into it. */
export function tallyOf(view: View, collegeId: string, { tallies, rules } = tableOf(view)): Tally {
  const { entrant } = collegeOf(view, collegeId);
  const tally = tallies.get(collegeId) ?? new Tally({ actions: actionsOf(view, collegeId), entrant }, rules);
  tallies.set(collegeId, tally);
  return tally;
}

/** The colleges of a board, in its order. */
export function orderedOf(view: View, board: Board): readonly RankedCollege[] {
  const table = tableOf(view);
  if (board === 'total') return table.total.ordered;
  return (table.perHundred ??= new OrderedBoard(board, table.colleges.values()).ordered);
}

/** Replaces the record of an action of this college, whose score may change. */
export function changeAction(
  view: View,
  collegeId: string,
  actionId: string,
  after: ActionRecord,
): ReturnType<typeof changeCollege> {
  const tally = tallyOf(view, ownerIn(view, collegeId));
  return changeCollege(view, collegeId, ({ actions }) => {
    tally.replace(actionId, ownValue(actions, actionId), after);
    actions[actionId] = after;
  });
}

/** Changes a college, and scores the one for which it counts again; undefined = on no board. */
export function changeCollege(
  view: View,
  collegeId: string,
  change: (college: College) => void,
): { before: RankedCollege | undefined; after: RankedCollege | undefined } {
  const table = tableOf(view);
  const { colleges, total } = table;
  const owner = ownerIn(view, collegeId);
  const before = colleges.get(owner);
  const students = before?.entrant.students;
  change(collegeOf(view, collegeId));
  if (collegeOf(view, owner).entrant?.students !== students) table.tallies.delete(owner);
  const after = scoreEntrant(view, owner, table);
  total.replace(before, after);
  table.perHundred = null;
  table.changes += 1;
  if (after) colleges.set(owner, after);
  else colleges.delete(owner);
  return { before, after };
}

/** Changes the rulebooks; all colleges are scored again on the next read. */
export function changeRules(view: View, rulebooks: RulebookVersion[]): void {
  view.rulebooks = rulebooks;
  tables.delete(view);
}

/** Undefined = not in the challenge. */
function scoreEntrant(view: View, collegeId: string, table: Table): RankedCollege | undefined {
  const { entrant } = collegeOf(view, collegeId);
  if (!entrant) return undefined;
  const minimum = table.rules.newest?.per100.minimumStudents ?? 1;
  const before = table.colleges.get(collegeId);
  const nameKey = before?.entrant === entrant ? before.nameKey : undefined;
  const adjustments = adjustmentsOf(view, collegeId);
  const score = scoreCollege(adjustments, tallyOf(view, collegeId, table), table.rules);
  return rankedCollege(entrant, score, minimum, nameKey);
}

/** `nameKey` spares the collation of a name that is known. */
export function rankedCollege(
  entrant: Entrant,
  score: CollegeScore,
  minimumStudents: number,
  nameKey = kazakhKey(entrant.names.kk),
): RankedCollege {
  const { collegeId, names, shortNames, students, league } = entrant;
  const { points, actions, kinds, participants } = score;
  const divisor = Math.max(students, minimumStudents, 1);
  const counts = { points, actions, kinds: kinds.length, students, league, participants, divisor };
  return { standing: { collegeId, names, shortNames, ...counts }, nameKey, entrant, score };
}

/** A college of a challenge with its score. */
export interface RankedCollege extends Ranked {
  entrant: Entrant;
  score: CollegeScore;
}

/** A standing with the sort key of its Kazakh name. */
export interface Ranked {
  standing: Standing;
  nameKey: string;
}

/** Everything that decides a college's rank. Ranks are not in it: they are computed on read, so a college that rises changes only its own. */
export interface Standing extends Omit<StandingsRow, 'order' | 'rank' | 'leagueRank' | 'per100' | 'per100Text'> {
  /** Verified participants of scored actions, as ties count them. */
  participants: number;
  /** Divisor of points and participants: students, at least the rulebook's minimum. */
  divisor: number;
}

/** Makes a stored standing comparable. */
export function ranked(standing: Standing): Ranked {
  return { standing, nameKey: kazakhKey(standing.names.kk) };
}

/** The colleges of a board in board order, maintained by binary search. */
export class OrderedBoard<Entry extends Ranked> {
  private readonly list: Entry[];

  constructor(
    private readonly board: Board,
    entries: Iterable<Entry>,
  ) {
    this.list = [...entries].sort((a, b) => compareOrder(board, a, b));
  }

  get ordered(): readonly Entry[] {
    return this.list;
  }

  /** Rank from 1, shared by equals; `one` need not be on the board. */
  rankOf(one: Ranked): number {
    return 1 + this.countBefore(one, compareRank);
  }

  /** Replaces `before` by `after`; absent = added or removed. Only the colleges between the two places move. */
  replace(before?: Ranked, after?: Entry): void {
    const { list } = this;
    let place = before ? this.countBefore(before, compareOrder) : list.length;
    if (!after) {
      if (before) list.splice(place, 1);
      return;
    }
    const behind = this.countBefore(after, compareOrder);
    const target = before && behind > place ? behind - 1 : behind;
    for (; place > target; place -= 1) list[place] = list[place - 1]!;
    for (; place < target; place += 1) list[place] = list[place + 1]!;
    list[target] = after;
  }

  private countBefore(one: Ranked, compare: typeof compareOrder): number {
    let low = 0;
    let high = this.list.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(this.board, this.list[middle]!, one) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Board order: rank, then the Kazakh alphabet, then id; never 0 for two colleges. */
export function compareOrder(board: Board, a: Ranked, b: Ranked): number {
  const byRank = compareRank(board, a, b);
  if (byRank !== 0) return byRank;
  if (a.nameKey !== b.nameKey) return a.nameKey < b.nameKey ? -1 : 1;
  const [left, right] = [a.standing.collegeId, b.standing.collegeId];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Negative when `a` ranks higher, 0 when they share a rank. */
export function compareRank(board: Board, { standing: a }: Ranked, { standing: b }: Ranked): number {
  const first = board === 'total' ? b.points - a.points : compareQuotients(b.points, b.divisor, a.points, a.divisor);
  return first || b.kinds - a.kinds || compareQuotients(b.participants, b.divisor, a.participants, a.divisor);
}

/** Sign of a/b − c/d for integers with b, d > 0; exact for products of any size. */
export function compareQuotients(a: number, b: number, c: number, d: number): number {
  const left = a * d;
  const right = c * b;
  if (Number.isSafeInteger(left) && Number.isSafeInteger(right)) return left - right;
  return Number(BigInt(a) * BigInt(d) - BigInt(c) * BigInt(b));
}

/** All rows of an ordered board. */
export function rowsOf(board: Board, ordered: readonly Ranked[]): StandingsRow[] {
  const rankOf = ranker(board);
  const leagues = new Map<string, typeof rankOf>();
  return ordered.map((one, order) => {
    const { collegeId, names, shortNames, points, actions, kinds, students, league, divisor } = one.standing;
    if (league !== null && !leagues.has(league)) leagues.set(league, ranker(board));
    const rank = rankOf(one);
    const leagueRank = league === null ? null : leagues.get(league)!(one);
    const row = { collegeId, names, shortNames, order, rank, points, actions, kinds, students, league, leagueRank };
    if (board === 'total') return row;
    const quotient = per100(points, divisor);
    return { ...row, per100: quotient, per100Text: per100Text(quotient) };
  });
}

/** Gives the colleges of an ordered board, from the top, their ranks 1, 2, 2, 4. */
export function ranker(board: Board): (next: Ranked) => number {
  let count = 0;
  let rank = 0;
  let last: Ranked | null = null;
  return (next) => {
    count += 1;
    if (!last || compareRank(board, last, next) !== 0) rank = count;
    last = next;
    return rank;
  };
}
