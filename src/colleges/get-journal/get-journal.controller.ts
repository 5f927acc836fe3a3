import { QueryRoute } from '../../projector/query-route.js';
import { collegeJournal } from '../colleges.schema.js';
import { GetJournal } from './get-journal.js';

export class GetJournalController extends QueryRoute(
  'GET api/colleges/:id/journal',
  { allow: ['coordinator', 'reviewer', 'organiser', 'auditor'], response: collegeJournal },
  ({ id, viewer }) => new GetJournal(id, viewer),
) {}
