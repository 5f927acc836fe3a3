import { z } from 'zod';
import { CommandRoute } from '../../http/command-route.js';
import { reason } from '../../http/reason.js';
import { freeText } from '../../http/text-input.js';
import { writtenAction } from '../actions.schema.js';
import { DismissDispute } from './dismiss-dispute.js';

export class DismissDisputeController extends CommandRoute(
  'POST api/actions/:id/dismiss-dispute',
  {
    allow: ['reviewer', 'organiser'],
    body: z.strictObject({ reason, note: freeText(2000).optional() }),
    response: writtenAction,
  },
  ({ id, body: { note, ...input }, viewer, context }) =>
    new DismissDispute({ actionId: id, ...input }, viewer, context, note),
) {}
