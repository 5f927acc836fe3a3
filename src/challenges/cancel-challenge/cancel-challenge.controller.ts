import { z } from 'zod';
import { CommandRoute } from '../../http/command-route.js';
import { reason } from '../../http/reason.js';
import { writtenChallenge } from '../challenges.schema.js';
import { CancelChallenge } from './cancel-challenge.js';

export class CancelChallengeController extends CommandRoute(
  'POST api/challenges/:id/cancel',
  { allow: ['organiser'], confirmed: true, body: z.strictObject({ reason }), response: writtenChallenge },
  ({ id, body, context }) => new CancelChallenge({ challengeId: id, ...body }, context),
) {}
