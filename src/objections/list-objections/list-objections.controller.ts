import { QueryRoute } from '../../projector/query-route.js';
import { objectionFilter, objectionList } from '../objections.schema.js';
import { ListObjections } from './list-objections.js';

export class ListObjectionsController extends QueryRoute(
  'GET api/challenges/:id/objections',
  { allow: ['coordinator', 'reviewer', 'organiser', 'auditor'], query: objectionFilter, response: objectionList },
  ({ id, query, viewer }) => new ListObjections(id, query, viewer),
) {}
