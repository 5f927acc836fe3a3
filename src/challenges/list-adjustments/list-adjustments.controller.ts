import { QueryRoute } from '../../projector/query-route.js';
import { isStaff } from '../challenge-view.js';
import { adjustmentList } from '../challenges.schema.js';
import { ListAdjustments } from './list-adjustments.js';

export class ListAdjustmentsController extends QueryRoute(
  'GET api/challenges/:id/adjustments',
  { allow: ['anyone'], response: adjustmentList },
  ({ id, viewer }) => new ListAdjustments(id, isStaff(viewer)),
) {}
