import { CommandRoute } from '../../http/command-route.js';
import { writtenChallenge } from '../challenges.schema.js';
import { CloseSubmissions } from './close-submissions.js';

export class CloseSubmissionsController extends CommandRoute(
  'POST api/challenges/:id/close',
  { allow: ['organiser'], confirmed: true, response: writtenChallenge },
  ({ id, context }) => new CloseSubmissions({ challengeId: id }, context),
) {}
