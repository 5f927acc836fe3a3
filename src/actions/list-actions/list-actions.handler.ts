import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import {
  reviewQueueProjection,
  type ActionDocument,
} from '../../../projections/review-queue/review-queue.projection.js';
import { actionsOf } from '../../challenges/index.js';
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

  async execute({ filter: { limit, offset, collegeId: wanted, ...where }, by: viewer }: ListActions) {
    const isCoordinator = viewer.role === 'coordinator';
    if (isCoordinator && viewer.collegeId !== (wanted ?? viewer.collegeId))
      throw new DomainError('forbidden', 'NOT_YOUR_COLLEGE');
    const collegeId = isCoordinator ? (viewer.collegeId ?? '') : wanted;
    const whereAny = collegeId === undefined ? undefined : await actionsOf(this.documents, collegeId);
    const { items, total } = await this.documents.list<ActionDocument>(reviewQueueProjection.name, {
      // A filter that the caller omits has no key.
      where: where as Record<string, string | boolean | null>,
      whereAny,
      orderBy: 'submittedAt',
      descending: where.pending !== true,
      limit,
      offset,
    });
    const actions = items.map(({ body }) => body);
    return { items: await this.lookup.describe(actions, viewer), total };
  }
}
