import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { challengesProjection, type ChallengeDocument } from '../../projections/challenges/challenges.projection.js';
import { ownerAmong } from '../../projections/challenges/mergers.js';
import type { ActionDocument } from '../../projections/review-queue/review-queue.projection.js';
import { Clock } from '../config/clock.js';
import { dayOf } from '../events/day.js';
import type { Viewer } from '../http/access.js';
import { audienceOf, type CollegePoints, GetCollegePoints } from '../leaderboard/index.js';
import { ReadModel } from '../projector/read-model.js';

/** The points of the college of each action, as the caller may see them. */
export type PointsFor = (action: Pick<ActionDocument, 'challengeId' | 'collegeId'>) => CollegePoints | null;

/** Points of actions from the explanation of the board, so that every page shows the same. */
@Injectable()
export class PointsLookup {
  constructor(
    private readonly queries: QueryBus,
    private readonly documents: ReadModel,
    private readonly clock: Clock,
  ) {}

  async of(actions: readonly Pick<ActionDocument, 'challengeId' | 'collegeId'>[], viewer: Viewer): Promise<PointsFor> {
    const ids = [...new Set(actions.map(({ challengeId }) => challengeId))];
    const challenges = await this.documents.bodies<ChallengeDocument>(challengesProjection.name, ids);
    const ownerOf = ({ challengeId, collegeId }: (typeof actions)[number]) =>
      ownerAmong(challenges.get(challengeId)?.live.merged ?? [], collegeId);
    const today = dayOf(this.clock.now());
    const found = new Map<string, CollegePoints | null>();
    for (const action of actions) {
      const owner = ownerOf(action);
      const key = `${action.challengeId} ${owner}`;
      if (found.has(key)) continue;
      const query = new GetCollegePoints(action.challengeId, owner, audienceOf(viewer), today);
      found.set(key, await this.queries.execute(query));
    }
    return (action) => found.get(`${action.challengeId} ${ownerOf(action)}`) ?? null;
  }
}

/** Points of one action before season and share caps; null = it is on no board that the caller sees. */
export function broughtBy(actionId: string, points: CollegePoints | null): number | null {
  const one = points?.actions.get(actionId);
  return one ? (one.dayLimit ? 0 : one.points) : null;
}
