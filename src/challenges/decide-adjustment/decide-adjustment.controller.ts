import { z } from 'zod';
import { CommandRoute } from '../../http/command-route.js';
import { reason } from '../../http/reason.js';
import { writtenChallenge } from '../challenges.schema.js';
import { ConfirmAdjustment, DeclineAdjustment } from './decide-adjustment.js';

export class ConfirmAdjustmentController extends CommandRoute(
  'POST api/challenges/:id/adjustments/:adjustmentId/confirm',
  { allow: ['organiser'], confirmed: true, response: writtenChallenge },
  ({ id, adjustmentId, context }) => new ConfirmAdjustment({ challengeId: id, adjustmentId }, context),
) {}

export class DeclineAdjustmentController extends CommandRoute(
  'POST api/challenges/:id/adjustments/:adjustmentId/decline',
  { allow: ['organiser'], body: z.strictObject({ reason }), response: writtenChallenge },
  ({ id, adjustmentId, body, context }) => new DeclineAdjustment({ challengeId: id, adjustmentId, ...body }, context),
) {}
