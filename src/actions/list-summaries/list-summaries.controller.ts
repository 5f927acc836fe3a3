import { QueryRoute } from '../../projector/query-route.js';
import { actionFilter, actionSummaries } from '../actions.schema.js';
import { ListSummaries } from './list-summaries.js';

export class ListSummariesController extends QueryRoute(
  'GET api/action-summaries',
  { allow: ['coordinator', 'reviewer', 'organiser', 'auditor'], query: actionFilter, response: actionSummaries },
  ({ query, viewer }) => new ListSummaries(query, viewer),
) {}
