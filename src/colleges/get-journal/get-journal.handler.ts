import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import {
  collegeJournalProjection,
  type JournalEntry,
  journalPrefix,
} from '../../../projections/college-journal/college-journal.projection.js';
import { DomainError } from '../../event-store/domain-error.js';
import { entryWords } from '../../events/event-words.js';
import { ReadModel } from '../../projector/read-model.js';
import type { CollegeJournal } from '../colleges.contract.js';
import { GetJournal } from './get-journal.js';

/** The newest entries that a journal shows; the history has all of them. */
const SHOWN = 50;

@QueryHandler(GetJournal)
export class GetJournalHandler implements IQueryHandler<GetJournal> {
  constructor(private readonly documents: ReadModel) {}

  async execute({ collegeId, viewer }: GetJournal): Promise<CollegeJournal> {
    if (viewer.role === 'coordinator' && viewer.collegeId !== collegeId)
      throw new DomainError('forbidden', 'NOT_YOUR_COLLEGE');
    const last = { prefix: journalPrefix(collegeId), descending: true, limit: SHOWN };
    const { items } = await this.documents.list<JournalEntry>(collegeJournalProjection.name, last);
    return { collegeId, entries: items.map(({ body }) => ({ ...body, ...entryWords(body) })) };
  }
}
