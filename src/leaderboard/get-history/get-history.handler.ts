import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { historyOf } from '../../../projections/standings/standings.queries.js';
import { Moment } from '../moment.js';
import { ready, type ReadyAnswer } from '../ready-answer.js';
import { GetHistory } from './get-history.js';

@QueryHandler(GetHistory)
export class GetHistoryHandler implements IQueryHandler<GetHistory, ReadyAnswer> {
  constructor(private readonly moment: Moment) {}

  async execute({ challengeId, board }: GetHistory): Promise<ReadyAnswer> {
    const { state } = await this.moment.now(challengeId);
    return ready(historyOf(state, 'public', board));
  }
}
