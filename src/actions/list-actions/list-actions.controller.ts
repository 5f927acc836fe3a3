import { QueryRoute } from '../../projector/query-route.js';
import { actionFilter, actionList } from '../actions.schema.js';
import { ListActions } from './list-actions.js';

export class ListActionsController extends QueryRoute(
  'GET api/actions',
  { allow: ['coordinator', 'reviewer', 'organiser', 'auditor'], query: actionFilter, response: actionList },
  ({ query, viewer }) => new ListActions(query, viewer),
) {}
