import { z } from 'zod';
import { day } from '../../events/values.js';
import { CommandRoute } from '../../http/command-route.js';
import { reason } from '../../http/reason.js';
import { writtenChallenge } from '../challenges.schema.js';
import { ReopenSubmissions } from './reopen-submissions.js';

const body = z.strictObject({ until: day, reason });

export class ReopenSubmissionsController extends CommandRoute(
  'POST api/challenges/:id/reopen-submissions',
  { allow: ['organiser'], body, response: writtenChallenge },
  ({ id, body, context }) => new ReopenSubmissions({ challengeId: id, ...body }, context),
) {}
