import { QueryRoute } from '../../projector/query-route.js';
import { isStaff } from '../challenge-view.js';
import { rulebookList } from '../rulebooks.schema.js';
import { ListRulebooks } from './list-rulebooks.js';

export class ListRulebooksController extends QueryRoute(
  'GET api/challenges/:id/rulebooks',
  { allow: ['anyone'], response: rulebookList },
  ({ id, viewer }) => new ListRulebooks(id, isStaff(viewer)),
) {}
