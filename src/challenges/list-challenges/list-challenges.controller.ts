import { QueryRoute } from '../../projector/query-route.js';
import { isStaff } from '../challenge-view.js';
import { challengeFilter, challengeList } from '../challenges.schema.js';
import { ListChallenges } from './list-challenges.js';

export class ListChallengesController extends QueryRoute(
  'GET api/challenges',
  { allow: ['anyone'], query: challengeFilter, response: challengeList },
  ({ query, viewer }) => new ListChallenges(isStaff(viewer), query),
) {}
