import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import {
  reviewQueueProjection,
  type ActionDocument,
} from '../../../projections/review-queue/review-queue.projection.js';
import { DomainError } from '../../event-store/domain-error.js';
import { ReadModel } from '../../projector/read-model.js';
import { ActionLookup } from '../action-lookup.js';
import { ListActions } from './list-actions.js';

@QueryHandler(ListActions)
export class ListActionsHandler implements IQueryHandler<ListActions> {
  constructor(
    private readonly documents: ReadModel,
    private readonly lookup: ActionLookup,
  ) {}

  async execute({ filter: { limit, offset, ...filter }, by: viewer }: ListActions) {
    const isCoordinator = viewer.role === 'coordinator';
    if (isCoordinator && viewer.collegeId !== (filter.collegeId ?? viewer.collegeId))
      throw new DomainError('forbidden', 'NOT_YOUR_COLLEGE');
    const where = { ...filter, ...(isCoordinator ? { collegeId: viewer.collegeId } : {}) };
    const { items, total } = await this.documents.list<ActionDocument>(reviewQueueProjection.name, {
      // A filter that the caller omits has no key.
      where: where as Record<string, string | boolean | null>,
      orderBy: 'submittedAt',
      descending: filter.pending !== true,
      limit,
      offset,
    });
    const actions = items.map(({ body }) => body);
    return { items: await this.lookup.describe(actions, viewer), total };
  }
}
