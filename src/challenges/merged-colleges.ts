import { challengesProjection, type ChallengeDocument } from '../../projections/challenges/challenges.projection.js';
import { membersAmong } from '../../projections/challenges/mergers.js';
import type { Fields, ReadModel } from '../projector/read-model.js';

/** Which actions count for a college: its own, and those of colleges that merged into it, challenge by challenge. */
export async function actionsOf(documents: ReadModel, collegeId: string): Promise<Fields[]> {
  const { items } = await documents.list<ChallengeDocument>(challengesProjection.name);
  const merged = items.flatMap(({ key: challengeId, body: { live } }) =>
    membersAmong(live.merged, collegeId).map((from) => ({ challengeId, collegeId: from })),
  );
  return [{ collegeId }, ...merged];
}
