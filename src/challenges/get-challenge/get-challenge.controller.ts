import { QueryRoute } from '../../projector/query-route.js';
import { isStaff } from '../challenge-view.js';
import { challengeDetails } from '../challenges.schema.js';
import { GetChallenge } from './get-challenge.js';

export class GetChallengeController extends QueryRoute(
  'GET api/challenges/:id',
  { allow: ['anyone'], response: challengeDetails },
  ({ id, viewer }) => new GetChallenge(id, isStaff(viewer)),
) {}
