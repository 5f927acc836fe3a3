import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ActionSearch } from '../action-search.js';
import { SummaryLookup } from '../summary-lookup.js';
import { ListSummaries } from './list-summaries.js';

@QueryHandler(ListSummaries)
export class ListSummariesHandler implements IQueryHandler<ListSummaries> {
  constructor(
    private readonly search: ActionSearch,
    private readonly summaries: SummaryLookup,
  ) {}

  async execute({ filter, by: viewer }: ListSummaries) {
    const { actions, total, complete } = await this.search.find(filter, viewer);
    return { items: await this.summaries.of(actions, viewer), total, complete };
  }
}
