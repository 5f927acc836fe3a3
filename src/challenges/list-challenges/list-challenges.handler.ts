import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { challengesProjection, type ChallengeDocument } from '../../../projections/challenges/challenges.projection.js';
import { Clock } from '../../config/clock.js';
import { dayOf } from '../../events/day.js';
import { pageIn } from '../../http/paging.js';
import { ReadModel } from '../../projector/read-model.js';
import type { ChallengeList } from '../challenges.contract.js';
import { toChallengeItem, toChallengeView } from '../challenge-view.js';
import { ListChallenges } from './list-challenges.js';

@QueryHandler(ListChallenges)
export class ListChallengesHandler implements IQueryHandler<ListChallenges> {
  constructor(
    private readonly documents: ReadModel,
    private readonly clock: Clock,
  ) {}

  async execute({ isStaff, filter }: ListChallenges): Promise<ChallengeList> {
    const { items } = await this.documents.list<ChallengeDocument>(challengesProjection.name, {
      orderBy: 'opensOn',
      descending: true,
    });
    const today = dayOf(this.clock.now());
    const challenges = items
      .map(({ body }) => toChallengeItem(toChallengeView(body, isStaff, today)))
      .filter(({ track, state }) => track === (filter.track ?? track) && state === (filter.state ?? state));
    return pageIn(challenges, filter);
  }
}
