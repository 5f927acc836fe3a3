import { Injectable } from '@nestjs/common';
import { challengesProjection, type ChallengeDocument } from '../../projections/challenges/challenges.projection.js';
import type { LocalisedText } from '../events/values.js';
import { ReadModel } from '../projector/read-model.js';

/** Titles of an action's kind, by its challenge; null = no rulebook names any. */
export type TitlesOf = (action: { challengeId: string; kind: string }) => LocalisedText | null;

/** Titles of kinds, from the newest version of each rulebook that has the kind. */
@Injectable()
export class KindTitles {
  constructor(private readonly documents: ReadModel) {}

  async all(): Promise<TitlesOf> {
    const { items } = await this.documents.list<ChallengeDocument>(challengesProjection.name);
    return titlesIn(new Map(items.map(({ key, body }) => [key, body])));
  }
}

export function titlesIn(challenges: ReadonlyMap<string, ChallengeDocument>): TitlesOf {
  const known = new Map<string, LocalisedText>();
  for (const [challengeId, { live }] of challenges)
    for (const { rules, withdrawn } of live.rulebooks)
      for (const [kind, { titles }] of Object.entries(withdrawn ? {} : rules.kinds))
        if (titles) known.set(`${challengeId} ${kind}`, titles);
  return ({ challengeId, kind }) => known.get(`${challengeId} ${kind}`) ?? null;
}
