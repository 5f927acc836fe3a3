import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ActionLookup } from '../action-lookup.js';
import { ActionSearch } from '../action-search.js';
import { ListActions } from './list-actions.js';

@QueryHandler(ListActions)
export class ListActionsHandler implements IQueryHandler<ListActions> {
  constructor(
    private readonly search: ActionSearch,
    private readonly lookup: ActionLookup,
  ) {}

  async execute({ filter, by: viewer }: ListActions) {
    const { actions, total, complete } = await this.search.find(filter, viewer);
    return { items: await this.lookup.describe(actions, viewer), total, complete };
  }
}
