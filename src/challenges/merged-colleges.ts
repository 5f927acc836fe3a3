import { challengesProjection, type ChallengeDocument } from '../../projections/challenges/challenges.projection.js';
import type { Fields, ReadModel } from '../projector/read-model.js';

type Mergers = readonly { from: string; into: string }[];

/** The college for which the actions of a college count. */
export const ownerAmong = (merged: Mergers, collegeId: string): string => {
  const into = merged.find(({ from }) => from === collegeId)?.into;
  return into === undefined ? collegeId : ownerAmong(merged, into);
};

/** Which actions count for a college: its own, and those of colleges that merged into it, challenge by challenge. */
export async function actionsOf(documents: ReadModel, collegeId: string): Promise<Fields[]> {
  const { items } = await documents.list<ChallengeDocument>(challengesProjection.name);
  const merged = items.flatMap(({ key: challengeId, body: { live } }) =>
    live.merged
      .filter(({ from }) => ownerAmong(live.merged, from) === collegeId)
      .map(({ from }) => ({ challengeId, collegeId: from })),
  );
  return [{ collegeId }, ...merged];
}
