import { z } from 'zod';
import { CommandRoute } from '../../http/command-route.js';
import { reason } from '../../http/reason.js';
import { freeText } from '../../http/text-input.js';
import { settledObjection } from '../objections.schema.js';
import { SettleObjection } from './settle-objection.js';

const body = z.strictObject({
  outcome: z.enum(['upheld', 'dismissed']),
  reason,
  note: freeText(2000).optional(),
});

export class SettleObjectionController extends CommandRoute(
  'POST api/objections/:id/settle',
  { allow: ['organiser', 'reviewer'], body, response: settledObjection },
  ({ id, body: { note, ...settling }, viewer, context }) =>
    new SettleObjection({ objectionId: id, ...settling }, viewer, context, note),
) {}
