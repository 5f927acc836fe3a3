import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import {
  collegeJournalProjection,
  type JournalEntry,
  journalPrefix,
} from '../../../projections/college-journal/college-journal.projection.js';
import {
  type ActionDocument,
  reviewQueueProjection,
} from '../../../projections/review-queue/review-queue.projection.js';
import { DomainError } from '../../event-store/domain-error.js';
import { entryWords } from '../../events/event-words.js';
import { ReadModel } from '../../projector/read-model.js';
import type { CollegeJournal } from '../colleges.contract.js';
import { changesOf } from './journal-changes.js';
import { GetJournal } from './get-journal.js';

/** The newest entries that a journal shows; the history has all of them. */
const SHOWN = 50;

const changes = ({ actionId, eventId }: JournalEntry, actions: ReadonlyMap<string, ActionDocument>) => {
  const action = actionId === null ? undefined : actions.get(actionId);
  return action ? changesOf(action, eventId) : [];
};

@QueryHandler(GetJournal)
export class GetJournalHandler implements IQueryHandler<GetJournal> {
  constructor(private readonly documents: ReadModel) {}

  async execute({ collegeId, viewer }: GetJournal): Promise<CollegeJournal> {
    if (viewer.role === 'coordinator' && viewer.collegeId !== collegeId)
      throw new DomainError('forbidden', 'NOT_YOUR_COLLEGE');
    const last = { prefix: journalPrefix(collegeId), descending: true, limit: SHOWN };
    const { items } = await this.documents.list<JournalEntry>(collegeJournalProjection.name, last);
    const entries = items.map(({ body }) => body);
    const actions = await this.actions(entries);
    return {
      collegeId,
      entries: entries.map((entry) => ({ ...entry, ...entryWords(entry), changes: changes(entry, actions) })),
    };
  }

  /** Before and after are read from the actions, so that a claim is stored once. */
  private async actions(entries: readonly JournalEntry[]): Promise<ReadonlyMap<string, ActionDocument>> {
    const ids = new Set(entries.flatMap(({ actionId }) => actionId ?? []));
    if (ids.size === 0) return new Map();
    const found = await this.documents.snapshot(reviewQueueProjection.name, [...ids]);
    return (found?.documents ?? new Map<string, object>()) as Map<string, ActionDocument>;
  }
}
