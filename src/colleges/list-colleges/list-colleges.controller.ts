import { QueryRoute } from '../../projector/query-route.js';
import { collegeFilter, collegeList } from '../colleges.schema.js';
import { ListColleges } from './list-colleges.js';

export class ListCollegesController extends QueryRoute(
  'GET api/colleges',
  { allow: ['anyone'], query: collegeFilter, response: collegeList },
  ({ query }) => new ListColleges(query),
) {}
