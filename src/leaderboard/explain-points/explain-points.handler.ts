import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { pointsOf } from '../../../projections/standings/standings.queries.js';
import { DomainError } from '../../event-store/domain-error.js';
import { Moment } from '../moment.js';
import { ready, type ReadyAnswer } from '../ready-answer.js';
import { ExplainPoints } from './explain-points.js';

@QueryHandler(ExplainPoints)
export class ExplainPointsHandler implements IQueryHandler<ExplainPoints, ReadyAnswer> {
  constructor(private readonly moment: Moment) {}

  async execute({ challengeId, collegeId, audience, asOf }: ExplainPoints): Promise<ReadyAnswer> {
    const boards = await this.moment.of(challengeId, audience, asOf);
    const points = pointsOf(boards.state, audience, collegeId);
    if (!points) throw new DomainError('not-found', 'COLLEGE_NOT_IN_CHALLENGE', { challengeId, collegeId });
    return ready({ ...points, ...boards.mark(audience) });
  }
}
