import { rowOf, rowsOf } from '../../projections/standings/board-rows.js';
import { OrderedBoard, type Span } from '../../projections/standings/ranking.js';
import { ranked, type Ranked, type Standing } from '../../projections/standings/ranking.js';
import type { Document } from '../projector/read-model.js';
import { parseKey } from './board-documents.js';
import { ready, type ReadyAnswer } from './ready-answer.js';
import type { Standings, StandingsHead, StandingsRow } from '../../projections/standings/standings.contract.js';

export interface ReadyBoard extends ReadyAnswer {
  standings: Standings;
}

/** What a commit wrote of one board. */
export interface BoardWrites {
  head: StandingsHead;
  standings: readonly Standing[];
  /** Colleges that are gone. */
  removed: readonly string[];
}

/** A board as the read model has it: put in order once, then carried on by what each commit wrote. Rows are made when somebody looks. */
export class CurrentBoard {
  private readonly byCollege: Map<string, Ranked>;
  private readonly ordered: OrderedBoard<Ranked>;
  private readonly leagues = new Map<string, OrderedBoard<Ranked>>();
  private encoded: ReadyBoard | null = null;

  private constructor(
    private readonly key: string,
    private current: StandingsHead,
    standings: readonly Standing[],
  ) {
    const all = standings.map(ranked);
    this.byCollege = new Map(all.map((one) => [one.standing.collegeId, one]));
    this.ordered = new OrderedBoard(current.board, all);
    for (const league of new Set(standings.map((one) => one.league)))
      if (league !== null) this.leagues.set(league, this.leagueOf(all, league));
  }

  /** Null = there is no such board. */
  static of(key: string, documents: readonly Document[]): CurrentBoard | null {
    const head = documents.find((document) => document.key === key)?.body as StandingsHead | undefined;
    const others = documents.filter((document) => document.key !== key);
    return head
      ? new CurrentBoard(
          key,
          head,
          others.map(({ body }) => body as Standing),
        )
      : null;
  }

  get head(): StandingsHead {
    return this.current;
  }

  /** The board with its rows, encoded; the same until it changes. */
  get ready(): ReadyBoard {
    if (this.encoded) return this.encoded;
    const { audience } = parseKey(this.key);
    // Named one by one: the same tag stands for the same bytes, in whatever order the database or the fold gave them.
    const { challengeId, board, seq, position, asOf, frozen, rulebookVersion } = this.current;
    const head = { challengeId, board, seq, position, asOf, frozen, rulebookVersion };
    const standings = { ...head, rows: rowsOf(board, this.ordered.ordered) };
    this.encoded = { standings, ...ready(standings, `${audience[0]}${seq}.${position}`) };
    return this.encoded;
  }

  /** Takes over what was written after the present state. Gives the places where a row may say something else now. */
  carryOn({ head, standings, removed }: BoardWrites): Span[] {
    this.current = head;
    this.encoded = null;
    return [
      ...removed.map((collegeId) => this.replace(collegeId)),
      ...standings.map((standing) => this.replace(standing.collegeId, ranked(standing))),
    ];
  }

  has(collegeId: string): boolean {
    return this.byCollege.has(collegeId);
  }

  /** The rows at these places as they are now. */
  rowsAt({ from, to }: Span): StandingsRow[] {
    const { board } = this.current;
    return this.ordered.ordered.slice(from, to).map((one, index) => {
      const { league } = one.standing;
      const leagueRank = league === null ? null : this.leagues.get(league)!.rankOf(one);
      return rowOf(board, one, { order: from + index, rank: this.ordered.rankOf(one), leagueRank });
    });
  }

  private replace(collegeId: string, after?: Ranked): Span {
    const before = this.byCollege.get(collegeId);
    if (after) this.byCollege.set(collegeId, after);
    else this.byCollege.delete(collegeId);
    const span = this.ordered.replace(before, after);
    const [old, own] = [before?.standing.league ?? null, after?.standing.league ?? null];
    if (old === own) {
      if (own !== null) this.leagues.get(own)!.replace(before, after);
      return span;
    }
    if (old !== null) this.leagues.get(old)!.replace(before);
    if (own !== null) {
      if (!this.leagues.has(own)) this.leagues.set(own, this.leagueOf([], own));
      this.leagues.get(own)!.replace(undefined, after);
    }
    return { from: span.from, to: this.ordered.ordered.length };
  }

  private leagueOf(all: readonly Ranked[], league: string): OrderedBoard<Ranked> {
    return new OrderedBoard(
      this.current.board,
      all.filter(({ standing }) => standing.league === league),
    );
  }
}
