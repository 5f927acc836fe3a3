import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { challengesProjection, type ChallengeDocument } from '../../../projections/challenges/challenges.projection.js';
import { collegesProjection, type CollegeDocument } from '../../../projections/colleges/colleges.projection.js';
import { Clock } from '../../config/clock.js';
import { dayOf } from '../../events/day.js';
import { DomainError } from '../../event-store/domain-error.js';
import { ReadModel } from '../../projector/read-model.js';
import { GetHome } from './get-home.js';
import { HomeActions } from './home-actions.js';
import { HomeChallenges } from './home-challenges.js';
import { HomeSummaries } from './home-summaries.js';

@QueryHandler(GetHome)
export class GetHomeHandler implements IQueryHandler<GetHome> {
  constructor(
    private readonly documents: ReadModel,
    private readonly challenges: HomeChallenges,
    private readonly actions: HomeActions,
    private readonly summaries: HomeSummaries,
    private readonly clock: Clock,
  ) {}

  async execute({ by: viewer }: GetHome) {
    const now = this.clock.now();
    const today = dayOf(now);
    const collegeId = viewer.collegeId ?? '';
    const found = await this.documents.get<CollegeDocument>(collegesProjection.name, collegeId);
    if (!found) throw new DomainError('not-found', 'COLLEGE_UNKNOWN', { collegeId });
    const { names, shortNames } = found;
    const all = await this.documents.list<ChallengeDocument>(challengesProjection.name);
    const challenges = new Map(all.items.map(({ key, body }) => [key, body]));
    const { tasks, waiting, decided } = await this.actions.of(collegeId, challenges, today);
    return {
      ...{ asOf: now.toISOString(), today, college: { id: collegeId, names, shortNames }, waiting },
      challenges: await this.challenges.of(collegeId, today),
      ...(await this.summaries.of(tasks, decided, viewer)),
    };
  }
}
