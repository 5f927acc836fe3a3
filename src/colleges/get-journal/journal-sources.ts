import { journalPrefix } from '../../../projections/college-journal/college-journal.projection.js';
import { DomainError } from '../../event-store/domain-error.js';
import type { ListOptions, ReadModel } from '../../projector/read-model.js';
import { collegeSources } from '../college-sources.js';

/** Entries of one college, all or those of one challenge. */
export type JournalSource = Required<Pick<ListOptions, 'prefix' | 'where'>>;

/** Sources of a journal by the mergers that stand now. Throws not-found COLLEGE_UNKNOWN. */
export async function journalSources(documents: ReadModel, collegeId: string): Promise<JournalSource[]> {
  const sources = await collegeSources(documents, collegeId);
  if (sources === null) throw new DomainError('not-found', 'COLLEGE_UNKNOWN');
  return sources.map(({ collegeId: from, challengeId }) => ({
    prefix: journalPrefix(from),
    where: { ...(challengeId !== null && { challengeId }) },
  }));
}
