import { QueryRoute } from '../../projector/query-route.js';
import { actionDetails } from '../actions.schema.js';
import { GetAction } from './get-action.js';

export class GetActionController extends QueryRoute(
  'GET api/actions/:id',
  { allow: ['coordinator', 'reviewer', 'organiser', 'auditor'], response: actionDetails },
  ({ id, viewer }) => new GetAction(id, viewer),
) {}
