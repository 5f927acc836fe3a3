import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { DomainError } from '../../event-store/domain-error.js';
import { BoardCache, type EncodedBoard } from '../board-cache.js';
import { StandingsAt } from '../standings-at.js';
import { encode } from '../encoded-response.js';
import type { Standings } from '../../../projections/standings/standings.contract.js';
import { GetStandings } from './get-standings.js';

@QueryHandler(GetStandings)
export class GetStandingsHandler implements IQueryHandler<GetStandings, EncodedBoard> {
  constructor(
    private readonly boards: BoardCache,
    private readonly standingsAt: StandingsAt,
  ) {}

  async execute(query: GetStandings): Promise<EncodedBoard> {
    const { challengeId, board, audience, asOf, league } = query;
    const now = await this.boards.get(challengeId, board, audience);
    if (!now) throw new DomainError('not-found', 'CHALLENGE_UNKNOWN', { challengeId });
    const found = asOf.position === undefined && asOf.at === undefined ? now : await this.historical(query, now);
    if (league === undefined) return found;
    const standings = { ...found.standings, rows: found.standings.rows.filter((row) => row.league === league) };
    return { standings, ...encode(standings) };
  }

  private async historical(
    { challengeId, board, audience, asOf }: GetStandings,
    now: EncodedBoard,
  ): Promise<EncodedBoard> {
    const past = (await this.standingsAt.at(challengeId, audience, asOf)).board(audience, board);
    if (!past) throw new DomainError('not-found', 'CHALLENGE_UNKNOWN', { challengeId });
    if (past.position === now.standings.position) return now;
    const { challengeId: id, board: name, ...rest } = past;
    const standings: Standings = { challengeId: id, board: name, seq: 0, ...rest };
    return { standings, ...encode(standings) };
  }
}
