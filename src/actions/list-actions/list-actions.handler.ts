import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { ClaimDocument } from '../../../projections/claims/claims.contract.js';
import { claimsProjection } from '../../../projections/claims/claims.projection.js';
import {
  reviewQueueProjection,
  type ActionDocument,
} from '../../../projections/review-queue/review-queue.projection.js';
import { actionsOf } from '../../challenges/index.js';
import { DomainError } from '../../event-store/domain-error.js';
import { pageIn, type Page } from '../../http/paging.js';
import { type ListOptions, ReadModel } from '../../projector/read-model.js';
import { ActionLookup } from '../action-lookup.js';
import { FlagLookup } from '../flag-lookup.js';
import { ListActions } from './list-actions.js';

@QueryHandler(ListActions)
export class ListActionsHandler implements IQueryHandler<ListActions> {
  constructor(
    private readonly documents: ReadModel,
    private readonly lookup: ActionLookup,
    private readonly flags: FlagLookup,
  ) {}

  async execute({ filter: { limit, offset, collegeId: wanted, flag, ...where }, by: viewer }: ListActions) {
    const isCoordinator = viewer.role === 'coordinator';
    if (isCoordinator && viewer.collegeId !== (wanted ?? viewer.collegeId))
      throw new DomainError('forbidden', 'NOT_YOUR_COLLEGE');
    if (isCoordinator && flag) return { items: [], total: 0 };
    const collegeId = isCoordinator ? (viewer.collegeId ?? '') : wanted;
    const options: ListOptions = {
      // A filter that the caller omits has no key.
      where: where as Record<string, string | number | boolean | null>,
      whereAny: collegeId === undefined ? undefined : await actionsOf(this.documents, collegeId),
      orderBy: 'submittedAt',
      descending: where.pending !== true,
    };
    const { items, total } = flag
      ? await this.flagged(flag, options, { limit, offset })
      : await this.documents.list<ActionDocument>(reviewQueueProjection.name, { ...options, limit, offset });
    const actions = items.map(({ body }) => body);
    return { items: await this.lookup.describe(actions, viewer), total };
  }

  /** A flag depends on other actions too, so those of all matching actions are computed. */
  private async flagged(flag: string, options: ListOptions, page: Page) {
    const { items } = await this.documents.list<ClaimDocument>(claimsProjection.name, options);
    const flags = await this.flags.of(items.map(({ body }) => body));
    const has = ({ key }: { key: string }) => flags.get(key)!.some(({ code }) => flag === 'any' || code === flag);
    const { items: shown, total } = pageIn(items.filter(has), page);
    const keys = shown.map(({ key }) => key);
    const actions = await this.documents.bodies<ActionDocument>(reviewQueueProjection.name, keys);
    return { items: shown.flatMap(({ key }) => (actions.has(key) ? [{ key, body: actions.get(key)! }] : [])), total };
  }
}
