import { CommandRoute } from '../../http/command-route.js';
import { writtenChallenge } from '../challenges.schema.js';
import { RevealStandings } from './reveal-standings.js';

export class RevealStandingsController extends CommandRoute(
  'POST api/challenges/:id/reveal',
  { allow: ['organiser'], response: writtenChallenge },
  ({ id, context }) => new RevealStandings({ challengeId: id }, context),
) {}
