import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { newsOf } from '../../../projections/standings/standings.queries.js';
import { StandingsAt } from '../standings-at.js';
import { encode, type EncodedResponse } from '../encoded-response.js';
import type { News } from '../../../projections/standings/standings.contract.js';
import { GetActivity } from './get-activity.js';

@QueryHandler(GetActivity)
export class GetActivityHandler implements IQueryHandler<GetActivity, EncodedResponse> {
  constructor(private readonly standingsAt: StandingsAt) {}

  async execute({ challengeId, limit }: GetActivity): Promise<EncodedResponse> {
    const { items, totals } = newsOf((await this.standingsAt.now(challengeId)).state, 'public');
    const news: News = { challengeId, items: items.slice(0, limit), totals };
    return encode(news);
  }
}
