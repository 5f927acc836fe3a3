import { type IQueryHandler, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { challengesProjection, type ChallengeDocument } from '../../../projections/challenges/challenges.projection.js';
import {
  type ActionDocument,
  reviewQueueProjection,
} from '../../../projections/review-queue/review-queue.projection.js';
import { actionsOf } from '../../challenges/index.js';
import { Clock } from '../../config/clock.js';
import { DomainError } from '../../event-store/domain-error.js';
import { dayOf } from '../../events/day.js';
import { audienceOf, GetCollegePoints } from '../../leaderboard/index.js';
import { ReadModel } from '../../projector/read-model.js';
import { GetLimits } from './get-limits.js';

@QueryHandler(GetLimits)
export class GetLimitsHandler implements IQueryHandler<GetLimits> {
  constructor(
    private readonly queries: QueryBus,
    private readonly documents: ReadModel,
    private readonly clock: Clock,
  ) {}

  async execute({ challengeId, collegeId, by: viewer }: GetLimits) {
    if (viewer.role === 'coordinator' && viewer.collegeId !== collegeId)
      throw new DomainError('forbidden', 'NOT_YOUR_COLLEGE');
    const query = new GetCollegePoints(challengeId, collegeId, audienceOf(viewer), dayOf(this.clock.now()));
    const points = await this.queries.execute(query);
    if (!points) throw new DomainError('not-found', 'COLLEGE_NOT_IN_CHALLENGE', { challengeId, collegeId });
    const { limits, rulebookVersion, frozen, position, asOf } = points;
    const of = await this.documents.get<ChallengeDocument>(challengesProjection.name, challengeId);
    const openClaims = of?.live.rules?.openClaims ?? null;
    const open = await this.open(challengeId, collegeId);
    return { challengeId, collegeId, rulebookVersion, frozen, position, asOf, ...limits, open, openClaims };
  }

  private async open(challengeId: string, collegeId: string) {
    const { items } = await this.documents.list<ActionDocument>(reviewQueueProjection.name, {
      where: { challengeId, pending: true },
      whereAny: await actionsOf(this.documents, collegeId),
    });
    return items.map(({ body: { actionId, kind, doneOn } }) => ({ actionId, kind, doneOn }));
  }
}
