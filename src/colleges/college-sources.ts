import { challengesProjection, type ChallengeDocument } from '../../projections/challenges/challenges.projection.js';
import { membersAmong, type Mergers } from '../../projections/challenges/mergers.js';
import { collegesProjection, type CollegeDocument } from '../../projections/colleges/colleges.projection.js';
import type { ReadModel } from '../projector/read-model.js';

/** A college whose events count for another one, in one challenge or (null) in all. */
export interface CollegeSource {
  collegeId: string;
  challengeId: string | null;
}

const mergersOf = (colleges: readonly CollegeDocument[]): Mergers =>
  colleges.flatMap(({ id, state, into }) => (state === 'merged' ? into.map((one) => ({ from: id, into: one })) : []));

/**
 * The college and those that count for it by the mergers that stand now. Colleges that merged into it in the roster bring all their
 * events. Colleges that count for it in one challenge bring those of that challenge. Null = the college is not registered.
 */
export async function collegeSources(documents: ReadModel, collegeId: string): Promise<CollegeSource[] | null> {
  const roster = await documents.list<CollegeDocument>(collegesProjection.name);
  if (roster.items.every(({ key }) => key !== collegeId)) return null;
  const whole = [collegeId, ...membersAmong(mergersOf(roster.items.map(({ body }) => body)), collegeId)];
  const challenges = await documents.list<ChallengeDocument>(challengesProjection.name);
  const parts = challenges.items.flatMap(({ key: challengeId, body: { live } }) =>
    membersAmong(live.merged, collegeId)
      .filter((from) => !whole.includes(from))
      .map((from) => ({ collegeId: from, challengeId })),
  );
  return [...whole.map((id) => ({ collegeId: id, challengeId: null })), ...parts];
}
