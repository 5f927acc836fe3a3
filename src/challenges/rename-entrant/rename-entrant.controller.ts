import { CommandRoute } from '../../http/command-route.js';
import { writtenChallenge } from '../challenges.schema.js';
import { RenameEntrant } from './rename-entrant.js';

export class RenameEntrantController extends CommandRoute(
  'POST api/challenges/:id/colleges/:collegeId/rename',
  { allow: ['organiser'], response: writtenChallenge },
  ({ id, collegeId, context }) => new RenameEntrant({ challengeId: id, collegeId }, context),
) {}
