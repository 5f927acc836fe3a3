import { z } from 'zod';
import { reasonCode } from '../../events/values.js';
import { CommandRoute } from '../../http/command-route.js';
import { freeText } from '../../http/text-input.js';
import { writtenAction } from '../actions.schema.js';
import { ReopenDecision } from './reopen-decision.js';

export class ReopenDecisionController extends CommandRoute(
  'POST api/actions/:id/reopen',
  {
    allow: ['reviewer', 'organiser'],
    body: z.strictObject({ reason: reasonCode, note: freeText(2000).optional() }),
    response: writtenAction,
  },
  ({ id, body: { note, ...input }, viewer, context }) =>
    new ReopenDecision({ actionId: id, ...input }, viewer, context, note),
) {}
