import { z } from 'zod';
import { CommandRoute } from '../../http/command-route.js';
import { reason } from '../../http/reason.js';
import { writtenChallenge } from '../challenges.schema.js';
import { ReopenChallenge } from './reopen-challenge.js';

export class ReopenChallengeController extends CommandRoute(
  'POST api/challenges/:id/reopen',
  { allow: ['organiser'], confirmed: true, body: z.strictObject({ reason }), response: writtenChallenge },
  ({ id, body, context }) => new ReopenChallenge({ challengeId: id, ...body }, context),
) {}
