import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Audience } from '../../../projections/standings/standings.contract.js';
import { pointsOf } from '../../../projections/standings/standings.queries.js';
import { StandingsAt } from '../standings-at.js';

/** Points that scored actions of a college bring, by action id. An action that another one of its day replaces is left out. */
export class PointsOfActions extends Query<ReadonlyMap<string, number>> {
  constructor(
    readonly challengeId: string,
    readonly collegeId: string,
    /** During a freeze the public sees the points at the freeze. */
    readonly audience: Audience,
  ) {
    super();
  }
}

@QueryHandler(PointsOfActions)
export class PointsOfActionsHandler implements IQueryHandler<PointsOfActions> {
  constructor(private readonly standingsAt: StandingsAt) {}

  async execute({ challengeId, collegeId, audience }: PointsOfActions): Promise<ReadonlyMap<string, number>> {
    const { state } = await this.standingsAt.now(challengeId);
    const actions = pointsOf(state, audience, collegeId)?.actions ?? [];
    return new Map(
      actions.flatMap(({ actionId, points, dayLimit }) => (dayLimit ? [] : [[actionId, points] as const])),
    );
  }
}
