import { QueryRoute } from '../../projector/query-route.js';
import { GetHome } from './get-home.js';
import { home } from './get-home.schema.js';

export class GetHomeController extends QueryRoute(
  'GET api/home',
  { allow: ['coordinator'], response: home },
  ({ viewer }) => new GetHome(viewer),
) {}
