import { z } from 'zod';
import { CommandRoute } from '../../http/command-route.js';
import { freeText } from '../../http/text-input.js';
import { writtenAction } from '../actions.schema.js';
import { DisputeDecision } from './dispute-decision.js';

export class DisputeDecisionController extends CommandRoute(
  'POST api/actions/:id/dispute',
  { allow: ['coordinator'], body: z.strictObject({ note: freeText(2000).optional() }), response: writtenAction },
  ({ id, body, viewer, context }) => new DisputeDecision({ actionId: id }, viewer, context, body.note),
) {}
