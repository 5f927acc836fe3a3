import { QueryRoute } from '../../projector/query-route.js';
import { GetLimits } from './get-limits.js';
import { limitsShown } from './get-limits.schema.js';

export class GetLimitsController extends QueryRoute(
  'GET api/challenges/:id/colleges/:collegeId/limits',
  { allow: ['coordinator', 'reviewer', 'organiser', 'auditor'], response: limitsShown },
  ({ id, collegeId, viewer }) => new GetLimits(id, collegeId, viewer),
) {}
