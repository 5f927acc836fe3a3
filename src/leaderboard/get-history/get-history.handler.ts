import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { historyOf } from '../../../projections/standings/standings.queries.js';
import { StandingsAt } from '../standings-at.js';
import { encode, type EncodedResponse } from '../encoded-response.js';
import { GetHistory } from './get-history.js';

@QueryHandler(GetHistory)
export class GetHistoryHandler implements IQueryHandler<GetHistory, EncodedResponse> {
  constructor(private readonly standingsAt: StandingsAt) {}

  async execute({ challengeId, board }: GetHistory): Promise<EncodedResponse> {
    const { state } = await this.standingsAt.now(challengeId);
    return encode(historyOf(state, 'public', board));
  }
}
