import { QueryRoute } from '../../projector/query-route.js';
import { collegeJournal, journalPage } from '../colleges.schema.js';
import { GetJournal } from './get-journal.js';

export class GetJournalController extends QueryRoute(
  'GET api/colleges/:id/journal',
  { allow: ['coordinator', 'reviewer', 'organiser', 'auditor'], query: journalPage, response: collegeJournal },
  ({ id, query, viewer }) => new GetJournal(id, query, viewer),
) {}
