import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Audience } from '../../../projections/standings/standings.contract.js';
import { pointsOf } from '../../../projections/standings/standings.queries.js';
import { DomainError } from '../../event-store/domain-error.js';
import { encode, type EncodedResponse } from '../encoded-response.js';
import { type AsOf, StandingsAt } from '../standings-at.js';

/** Explains every point of a college. */
export class ExplainPoints extends Query<EncodedResponse> {
  constructor(
    readonly challengeId: string,
    readonly collegeId: string,
    readonly audience: Audience,
    readonly asOf: AsOf,
  ) {
    super();
  }
}

@QueryHandler(ExplainPoints)
export class ExplainPointsHandler implements IQueryHandler<ExplainPoints, EncodedResponse> {
  constructor(private readonly standingsAt: StandingsAt) {}

  async execute({ challengeId, collegeId, audience, asOf }: ExplainPoints): Promise<EncodedResponse> {
    const standings = await this.standingsAt.at(challengeId, audience, asOf);
    const points = pointsOf(standings.state, audience, collegeId);
    if (!points) throw new DomainError('not-found', 'COLLEGE_NOT_IN_CHALLENGE', { challengeId, collegeId });
    return encode({ ...points, ...standings.lastVisibleEvent(audience) });
  }
}
