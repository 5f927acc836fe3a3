import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { challengesProjection, type ChallengeDocument } from '../../../projections/challenges/challenges.projection.js';
import { CollegeDirectory } from '../../colleges/index.js';
import { Clock } from '../../config/clock.js';
import { dayOf } from '../../events/day.js';
import { DomainError } from '../../event-store/domain-error.js';
import { ReadModel } from '../../projector/read-model.js';
import type { ChallengeDetails } from '../challenges.contract.js';
import { toChallengeView } from '../challenge-view.js';
import { type Lack, lacksOf } from '../keep-calendar/keep-calendar.js';
import { GetChallenge } from './get-challenge.js';

@QueryHandler(GetChallenge)
export class GetChallengeHandler implements IQueryHandler<GetChallenge> {
  constructor(
    private readonly documents: ReadModel,
    private readonly directory: CollegeDirectory,
    private readonly clock: Clock,
  ) {}

  async execute({ challengeId, isStaff }: GetChallenge): Promise<ChallengeDetails> {
    const found = await this.documents.get<ChallengeDocument>(challengesProjection.name, challengeId);
    if (!found) throw new DomainError('not-found', 'CHALLENGE_UNKNOWN');
    const today = dayOf(this.clock.now());
    const view = toChallengeView(found, isStaff, today);
    return isStaff ? { ...view, lacks: await this.lacks(found, today) } : view;
  }

  private async lacks({ live, readyOn }: ChallengeDocument, today: string): Promise<Lack[]> {
    if (live.state !== 'announced') return [];
    const colleges = await this.directory.all();
    const { state: status, opensOn, closesOn } = live;
    return lacksOf(
      { status, opensOn, closesOn, readyOn },
      today,
      colleges.some(({ enrolment, state }) => enrolment !== null && state === 'active'),
    );
  }
}
