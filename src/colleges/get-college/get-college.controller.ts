import { QueryRoute } from '../../projector/query-route.js';
import { collegeDetails } from '../colleges.schema.js';
import { GetCollege } from './get-college.js';

export class GetCollegeController extends QueryRoute(
  'GET api/colleges/:id',
  { allow: ['anyone'], response: collegeDetails },
  ({ id }) => new GetCollege(id),
) {}
