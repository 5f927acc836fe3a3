import { QueryRoute } from '../../projector/query-route.js';
import { GetAction } from './get-action.js';
import { actionPage } from './get-action.schema.js';

export class GetActionController extends QueryRoute(
  'GET api/actions/:id',
  { allow: ['coordinator', 'reviewer', 'organiser', 'auditor'], response: actionPage },
  ({ id, viewer }) => new GetAction(id, viewer),
) {}
