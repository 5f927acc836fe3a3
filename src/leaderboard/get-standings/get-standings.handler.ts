import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Audience, Board } from '../../../projections/standings/standings.contract.js';
import { historyOf, newsOf } from '../../../projections/standings/standings.queries.js';
import { DomainError } from '../../event-store/domain-error.js';
import { BoardCache, type EncodedBoard } from '../board-cache.js';
import { encode, type EncodedResponse } from '../encoded-response.js';
import { FinalBoards } from '../final-boards.js';
import { type AsOf, StandingsAt } from '../standings-at.js';

/** A board now, or as of a position or instant; with `league` only that league's rows. */
export class GetStandings extends Query<EncodedBoard> {
  constructor(
    readonly challengeId: string,
    readonly board: Board,
    readonly audience: Audience,
    readonly asOf: AsOf = {},
    readonly league?: string,
    /** Number of a final; absent = none asked for. */
    readonly final?: number,
  ) {
    super();
  }
}

@QueryHandler(GetStandings)
export class GetStandingsHandler implements IQueryHandler<GetStandings, EncodedBoard> {
  constructor(
    private readonly boards: BoardCache,
    private readonly standingsAt: StandingsAt,
    private readonly finals: FinalBoards,
  ) {}

  async execute(query: GetStandings): Promise<EncodedBoard> {
    const { challengeId, board, audience, asOf, league } = query;
    const now = await this.boards.get(challengeId, board, audience);
    if (!now) throw new DomainError('not-found', 'CHALLENGE_UNKNOWN', { challengeId });
    const isNow = asOf.position === undefined && asOf.at === undefined;
    const found =
      query.final !== undefined
        ? await this.finals.get(query, query.final)
        : isNow
          ? now
          : await this.historical(query, now);
    if (league === undefined) return found;
    const standings = { ...found.standings, rows: found.standings.rows.filter((row) => row.league === league) };
    return { standings, ...encode(standings) };
  }

  private async historical(query: GetStandings, now: EncodedBoard): Promise<EncodedBoard> {
    const { challengeId, board, audience, asOf } = query;
    const past = (await this.standingsAt.at(challengeId, audience, asOf)).board(audience, board);
    if (!past) throw new DomainError('not-found', 'CHALLENGE_UNKNOWN', { challengeId });
    if (past.position === now.standings.position) return now;
    // Keeps the order of keys that a board of now has.
    const standings = Object.assign({ challengeId, board, seq: 0 }, past);
    return { standings, ...encode(standings) };
  }
}

/** Each college's rank at the end of each day, on the public board. */
export class GetHistory extends Query<EncodedResponse> {
  constructor(
    readonly challengeId: string,
    readonly board: Board,
  ) {
    super();
  }
}

@QueryHandler(GetHistory)
export class GetHistoryHandler implements IQueryHandler<GetHistory, EncodedResponse> {
  constructor(private readonly standingsAt: StandingsAt) {}

  async execute({ challengeId, board }: GetHistory): Promise<EncodedResponse> {
    const { state } = await this.standingsAt.now(challengeId);
    return encode(historyOf(state, 'public', board));
  }
}

/** The last activity on a challenge's public board, newest first. */
export class GetActivity extends Query<EncodedResponse> {
  constructor(
    readonly challengeId: string,
    readonly limit: number,
  ) {
    super();
  }
}

@QueryHandler(GetActivity)
export class GetActivityHandler implements IQueryHandler<GetActivity, EncodedResponse> {
  constructor(private readonly standingsAt: StandingsAt) {}

  async execute({ challengeId, limit }: GetActivity): Promise<EncodedResponse> {
    const { state } = await this.standingsAt.now(challengeId);
    const { items, totals } = newsOf(state, 'public');
    return encode({ challengeId, items: items.slice(0, limit), totals });
  }
}
