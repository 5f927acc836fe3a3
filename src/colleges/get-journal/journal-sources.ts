import { challengesProjection, type ChallengeDocument } from '../../../projections/challenges/challenges.projection.js';
import { membersAmong, type Mergers } from '../../../projections/challenges/mergers.js';
import { journalPrefix } from '../../../projections/college-journal/college-journal.projection.js';
import { collegesProjection, type CollegeDocument } from '../../../projections/colleges/colleges.projection.js';
import { DomainError } from '../../event-store/domain-error.js';
import type { ListOptions, ReadModel } from '../../projector/read-model.js';

/** Entries of one college, all or those of one challenge. */
export type JournalSource = Required<Pick<ListOptions, 'prefix' | 'where'>>;

const mergersOf = (colleges: readonly CollegeDocument[]): Mergers =>
  colleges.flatMap(({ id, state, into }) => (state === 'merged' ? into.map((one) => ({ from: id, into: one })) : []));

/**
 * Sources of a journal by the mergers that stand now. Colleges that merged into it in the roster bring all their entries. Colleges that
 * count for it in one challenge bring those of that challenge. Throws not-found COLLEGE_UNKNOWN.
 */
export async function journalSources(documents: ReadModel, collegeId: string): Promise<JournalSource[]> {
  const roster = await documents.list<CollegeDocument>(collegesProjection.name);
  if (roster.items.every(({ key }) => key !== collegeId)) throw new DomainError('not-found', 'COLLEGE_UNKNOWN');
  const whole = [collegeId, ...membersAmong(mergersOf(roster.items.map(({ body }) => body)), collegeId)];
  const challenges = await documents.list<ChallengeDocument>(challengesProjection.name);
  const parts = challenges.items.flatMap(({ key: challengeId, body: { live } }) =>
    membersAmong(live.merged, collegeId)
      .filter((from) => !whole.includes(from))
      .map((from) => ({ prefix: journalPrefix(from), where: { challengeId } })),
  );
  return [...whole.map((id) => ({ prefix: journalPrefix(id), where: {} })), ...parts];
}
