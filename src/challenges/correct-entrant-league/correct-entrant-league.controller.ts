import { z } from 'zod';
import { entrant } from '../../events/challenge.events.js';
import { CommandRoute } from '../../http/command-route.js';
import { reason } from '../../http/reason.js';
import { writtenChallenge } from '../challenges.schema.js';
import { CorrectEntrantLeague } from './correct-entrant-league.js';

export class CorrectEntrantLeagueController extends CommandRoute(
  'POST api/challenges/:id/colleges/:collegeId/league',
  {
    allow: ['organiser'],
    body: z.strictObject({ league: entrant.shape.league, reason }),
    response: writtenChallenge,
  },
  ({ id, collegeId, body, context }) => new CorrectEntrantLeague({ challengeId: id, collegeId, ...body }, context),
) {}
