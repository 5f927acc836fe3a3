import { CommandRoute } from '../../http/command-route.js';
import { writtenChallenge } from '../challenges.schema.js';
import { FinaliseResults } from './finalise-results.js';

export class FinaliseResultsController extends CommandRoute(
  'POST api/challenges/:id/finalise',
  { allow: ['organiser'], confirmed: true, response: writtenChallenge },
  ({ id, context }) => new FinaliseResults({ challengeId: id }, context),
) {}
