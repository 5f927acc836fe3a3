import { CommandRoute } from '../../http/command-route.js';
import { writtenChallenge } from '../challenges.schema.js';
import { FreezeStandings } from './freeze-standings.js';

export class FreezeStandingsController extends CommandRoute(
  'POST api/challenges/:id/freeze',
  { allow: ['organiser'], response: writtenChallenge },
  ({ id, context }) => new FreezeStandings({ challengeId: id }, context),
) {}
