import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type CollegePlace, placeOf } from '../../../projections/standings/college-place.js';
import { type LimitsUsed, limitsUsedBy } from '../../../projections/standings/points-preview.js';
import type {
  ActionPoints,
  Audience,
  PointsExplained,
  UnscoredAction,
} from '../../../projections/standings/standings.contract.js';
import { openDecisionsOf, pointsOf, unscoredActionsOf } from '../../../projections/standings/standings.queries.js';
import { headOf } from '../../../projections/standings/standings.state.js';
import { StandingsAt } from '../standings-at.js';

/** Points of a college as an audience may see them, for pages that show several things of them. */
export interface CollegePoints {
  position: string;
  asOf: string;
  frozen: boolean;
  rulebookVersion: number;
  place: CollegePlace;
  limits: LimitsUsed;
  /** Approved actions, by id. */
  actions: ReadonlyMap<string, ActionPoints>;
  /** Decided actions that bring nothing, by id, also rejected ones: not for other colleges. */
  unscored: ReadonlyMap<string, UnscoredAction>;
  /** Kinds of which the season cap or the share cap cut something. */
  cutKinds: PointsExplained['kinds'];
}

/** Null = the college is not on the board of the audience. Throws CHALLENGE_UNKNOWN. */
export class GetCollegePoints extends Query<CollegePoints | null> {
  constructor(
    readonly challengeId: string,
    readonly collegeId: string,
    readonly audience: Audience,
    /** The day in Asia/Aqtau. */
    readonly today: string,
  ) {
    super();
  }
}

@QueryHandler(GetCollegePoints)
export class GetCollegePointsHandler implements IQueryHandler<GetCollegePoints> {
  constructor(private readonly standingsAt: StandingsAt) {}

  async execute({ challengeId, collegeId, audience, today }: GetCollegePoints): Promise<CollegePoints | null> {
    const standings = await this.standingsAt.now(challengeId);
    const { state } = standings;
    const explained = pointsOf(state, audience, collegeId);
    const place = placeOf(state, audience, collegeId, today);
    const limits = limitsUsedBy(state, audience, collegeId);
    const visible = standings.lastVisibleEvent(audience);
    if (!explained || !place || !limits || !visible) return null;
    const { frozen, rulebookVersion } = headOf(state, audience);
    return {
      ...visible,
      ...{ frozen, rulebookVersion, place, limits },
      actions: new Map(explained.actions.map((one) => [one.actionId, one])),
      unscored: new Map(unscoredActionsOf(state, audience, collegeId).map((one) => [one.actionId, one])),
      cutKinds: explained.kinds,
    };
  }
}

/** Decisions on actions of a college that it may still dispute, within the days of the rulebook. */
export class ListOpenDecisions extends Query<{ actionId: string; at: string }[]> {
  constructor(
    readonly challengeId: string,
    readonly collegeId: string,
  ) {
    super();
  }
}

@QueryHandler(ListOpenDecisions)
export class ListOpenDecisionsHandler implements IQueryHandler<ListOpenDecisions> {
  constructor(private readonly standingsAt: StandingsAt) {}

  async execute({ challengeId, collegeId }: ListOpenDecisions) {
    return openDecisionsOf((await this.standingsAt.now(challengeId)).state, collegeId);
  }
}
