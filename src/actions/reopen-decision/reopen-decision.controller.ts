import { z } from 'zod';
import { CommandRoute } from '../../http/command-route.js';
import { reason } from '../../http/reason.js';
import { freeText } from '../../http/text-input.js';
import { writtenDecision } from '../actions.schema.js';
import { ReopenDecision } from './reopen-decision.js';

export class ReopenDecisionController extends CommandRoute(
  'POST api/actions/:id/reopen',
  {
    allow: ['reviewer', 'organiser'],
    body: z.strictObject({ reason, note: freeText(2000).optional() }),
    response: writtenDecision,
  },
  ({ id, body: { note, ...input }, viewer, context }) =>
    new ReopenDecision({ actionId: id, ...input }, viewer, context, note),
) {}
