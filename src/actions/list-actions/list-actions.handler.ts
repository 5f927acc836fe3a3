import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import {
  reviewQueueProjection,
  type ActionDocument,
} from '../../../projections/review-queue/review-queue.projection.js';
import { DomainError } from '../../event-store/domain-error.js';
import { ReadModel } from '../../projector/read-model.js';
import { ActionLookup } from '../action-lookup.js';
import type { ActionList } from '../actions.contract.js';
import { ListActions } from './list-actions.js';

@QueryHandler(ListActions)
export class ListActionsHandler implements IQueryHandler<ListActions> {
  constructor(
    private readonly documents: ReadModel,
    private readonly lookup: ActionLookup,
  ) {}

  async execute({ wish: { limit, offset, ...wish }, by: viewer }: ListActions): Promise<ActionList> {
    const own = viewer.role === 'coordinator' ? viewer.collegeId : null;
    if (viewer.role === 'coordinator' && own !== (wish.collegeId ?? own))
      throw new DomainError('forbidden', 'NOT_YOUR_COLLEGE');
    const where = { ...wish, ...(viewer.role === 'coordinator' ? { collegeId: own } : {}) };
    const given = Object.fromEntries(Object.entries(where).filter(([, value]) => value !== undefined));
    const page = await this.documents.list<ActionDocument>(reviewQueueProjection.name, {
      where: given as Record<string, string | boolean | null>,
      orderBy: 'submittedAt',
      descending: wish.pending !== true,
      limit,
      offset,
    });
    return {
      items: await this.lookup.describe(
        page.items.map(({ body }) => body),
        viewer,
      ),
      total: page.total,
    };
  }
}
