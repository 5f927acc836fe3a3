import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import {
  collegeJournalProjection,
  type JournalEntry,
  journalOrder,
} from '../../../projections/college-journal/college-journal.projection.js';
import {
  type ActionDocument,
  reviewQueueProjection,
} from '../../../projections/review-queue/review-queue.projection.js';
import { DomainError } from '../../event-store/domain-error.js';
import { entryWords } from '../../events/event-words.js';
import type { Page } from '../../http/paging.js';
import { ReadModel } from '../../projector/read-model.js';
import type { CollegeJournal } from '../colleges.contract.js';
import { changesOf } from './journal-changes.js';
import { journalSources } from './journal-sources.js';
import { GetJournal } from './get-journal.js';

const changes = ({ actionId, eventId }: JournalEntry, actions: ReadonlyMap<string, ActionDocument>) => {
  const action = actionId === null ? undefined : actions.get(actionId);
  return action ? changesOf(action, eventId) : [];
};

@QueryHandler(GetJournal)
export class GetJournalHandler implements IQueryHandler<GetJournal> {
  constructor(private readonly documents: ReadModel) {}

  async execute({ collegeId, page, viewer }: GetJournal): Promise<CollegeJournal> {
    if (viewer.role === 'coordinator' && viewer.collegeId !== collegeId)
      throw new DomainError('forbidden', 'NOT_YOUR_COLLEGE');
    const { entries, next } = await this.newest(collegeId, page);
    const actions = await this.actions(entries);
    return {
      collegeId,
      entries: entries.map((entry) => ({ ...entry, ...entryWords(entry), changes: changes(entry, actions) })),
      next,
    };
  }

  /** An event that concerns several of the colleges is shown once. */
  private async newest(collegeId: string, { limit, offset }: Page) {
    const end = offset + limit;
    const found = new Map<string, JournalEntry>();
    for (const source of await journalSources(this.documents, collegeId)) {
      const options = { ...source, descending: true, limit: end + 1 };
      const { items } = await this.documents.list<JournalEntry>(collegeJournalProjection.name, options);
      for (const { key, body } of items) found.set(journalOrder(key), body);
    }
    const sorted = [...found].sort(([a], [b]) => (a < b ? 1 : -1)).map(([, entry]) => entry);
    return { entries: sorted.slice(offset, end), next: sorted.length > end ? end : null };
  }

  /** Before and after are read from the actions, so that a claim is stored once. */
  private actions(entries: readonly JournalEntry[]): Promise<ReadonlyMap<string, ActionDocument>> {
    return this.documents.bodies(
      reviewQueueProjection.name,
      entries.flatMap(({ actionId }) => actionId ?? []),
    );
  }
}
