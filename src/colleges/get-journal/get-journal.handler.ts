import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import {
  collegeJournalProjection,
  type JournalDocument,
} from '../../../projections/college-journal/college-journal.projection.js';
import { DomainError } from '../../event-store/domain-error.js';
import { ReadModel } from '../../projector/read-model.js';
import type { CollegeJournal } from '../colleges.contract.js';
import { GetJournal } from './get-journal.js';

@QueryHandler(GetJournal)
export class GetJournalHandler implements IQueryHandler<GetJournal> {
  constructor(private readonly documents: ReadModel) {}

  async execute({ collegeId, viewer }: GetJournal): Promise<CollegeJournal> {
    if (viewer.role === 'coordinator' && viewer.collegeId !== collegeId)
      throw new DomainError('forbidden', 'NOT_YOUR_COLLEGE');
    const found = await this.documents.get<JournalDocument>(collegeJournalProjection.name, collegeId);
    return found ?? collegeJournalProjection.initial(collegeId);
  }
}
