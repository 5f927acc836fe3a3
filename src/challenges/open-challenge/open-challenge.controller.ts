import { z } from 'zod';
import { id } from '../../events/values.js';
import { CommandRoute } from '../../http/command-route.js';
import { writtenChallenge } from '../challenges.schema.js';
import { OpenChallenge } from './open-challenge.js';

export class OpenChallengeController extends CommandRoute(
  'POST api/challenges/:id/open',
  {
    allow: ['organiser'],
    body: z.strictObject({ colleges: z.array(id).max(1000).optional() }).nullish(),
    response: writtenChallenge,
  },
  ({ id: challengeId, body, context }) => new OpenChallenge({ challengeId, ...body }, context),
) {}
