import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { newsOf } from '../../../projections/standings/standings.queries.js';
import { Moment } from '../moment.js';
import { ready, type ReadyAnswer } from '../ready-answer.js';
import type { News } from '../../../projections/standings/standings.contract.js';
import { GetNews } from './get-news.js';

@QueryHandler(GetNews)
export class GetNewsHandler implements IQueryHandler<GetNews, ReadyAnswer> {
  constructor(private readonly moment: Moment) {}

  async execute({ challengeId, limit }: GetNews): Promise<ReadyAnswer> {
    const { items, totals } = newsOf((await this.moment.now(challengeId)).state, 'public');
    const news: News = { challengeId, items: items.slice(0, limit), totals };
    return ready(news);
  }
}
