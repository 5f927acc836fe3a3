import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { ChallengeItem } from '../../../projections/challenges/challenges.contract.js';
import { ListChallenges } from '../../challenges/index.js';
import { GetCollegePoints } from '../../leaderboard/index.js';
import type { Home } from './get-home.schema.js';

type Shown = Home['challenges'][number];

/** Challenges that are announced or run; of a track without any, its last final. `all` are newest first. */
export function currentOf<Item extends Pick<ChallengeItem, 'track' | 'state'>>(all: readonly Item[]): Item[] {
  const runs = all.filter(({ state }) => state !== 'final' && state !== 'cancelled');
  const finals = all.filter(({ state }) => state === 'final');
  return (['amal', 'green'] as const).flatMap((track) => {
    const own = runs.filter((one) => one.track === track);
    return own.length > 0 ? own : finals.filter((one) => one.track === track).slice(0, 1);
  });
}

/** Current challenges with the place of a college. A freeze hides from it what it hides from the public. */
@Injectable()
export class HomeChallenges {
  constructor(private readonly queries: QueryBus) {}

  async of(collegeId: string, today: string): Promise<Shown[]> {
    const { items } = await this.queries.execute(new ListChallenges(false, { limit: 500, offset: 0 }));
    return Promise.all(currentOf(items).map((one) => this.shown(one, collegeId, today)));
  }

  private async shown(
    { id, track, state, titles, season, opensOn, closesOn, frozen }: ChallengeItem,
    collegeId: string,
    today: string,
  ): Promise<Shown> {
    const points = await this.queries.execute(new GetCollegePoints(id, collegeId, 'public', today));
    const base = { id, track, state: state as Shown['state'], titles, season, opensOn, closesOn, frozen };
    if (!points) return { ...base, asOf: null, place: null };
    const { rankBefore, rank, ...place } = points.place;
    return {
      ...{ ...base, asOf: points.asOf },
      place: { rank, ...place, rankChange: rankBefore === null ? null : rankBefore - rank },
    };
  }
}
