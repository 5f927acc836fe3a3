import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { afterFinalOf } from '../../../projections/standings/after-final.js';
import type { ActionAfterFinal } from '../../../projections/standings/preview.contract.js';
import type { Audience } from '../../../projections/standings/standings.contract.js';
import { QueryRoute } from '../../projector/query-route.js';
import { afterFinal } from '../explanation.schema.js';
import { StandingsAt } from '../standings-at.js';
import { audienceOf } from '../standings.schema.js';

/** Actions that were decided after the standing final. */
export class ListAfterFinal extends Query<{ challengeId: string; items: ActionAfterFinal[] }> {
  constructor(
    readonly challengeId: string,
    readonly audience: Audience,
  ) {
    super();
  }
}

export class ListAfterFinalController extends QueryRoute(
  'GET api/challenges/:id/after-final',
  { allow: ['anyone'], response: afterFinal },
  ({ id, viewer }) => new ListAfterFinal(id, audienceOf(viewer)),
) {}

@QueryHandler(ListAfterFinal)
export class ListAfterFinalHandler implements IQueryHandler<ListAfterFinal> {
  constructor(private readonly standingsAt: StandingsAt) {}

  async execute({ challengeId, audience }: ListAfterFinal) {
    const { state } = await this.standingsAt.now(challengeId);
    return { challengeId, items: afterFinalOf(state, audience) };
  }
}
