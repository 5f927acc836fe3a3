import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { id } from '../../events/values.js';
import { CommandRoute } from '../../http/command-route.js';
import { reason } from '../../http/reason.js';
import { freeText } from '../../http/text-input.js';
import { writtenAdjustment } from '../challenges.schema.js';
import { AdjustPoints } from './adjust-points.js';

const body = z.strictObject({
  adjustmentId: id.optional(),
  collegeId: id,
  points: z.int().min(-1_000_000).max(1_000_000),
  reason,
  note: freeText(2000).optional(),
});

export class AdjustPointsController extends CommandRoute(
  'POST api/challenges/:id/adjust',
  { allow: ['organiser'], confirmed: true, body, response: writtenAdjustment },
  ({ id: challengeId, body: { note, adjustmentId = randomUUID(), ...input }, context }) =>
    new AdjustPoints({ challengeId, adjustmentId, ...input }, context, note),
) {}
