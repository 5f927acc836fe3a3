import { z } from 'zod';
import { id } from '../../events/values.js';
import { CommandRoute } from '../../http/command-route.js';
import { reason } from '../../http/reason.js';
import { freeText } from '../../http/text-input.js';
import { writtenRejections } from '../actions.schema.js';
import { RejectActions } from './reject-actions.js';

export class RejectActionsController extends CommandRoute(
  'POST api/challenges/:id/reject-actions',
  {
    allow: ['reviewer'],
    body: z.strictObject({
      actionIds: z.array(id).min(1).max(200),
      reason,
      note: freeText(2000).optional(),
    }),
    response: writtenRejections,
  },
  ({ id: challengeId, body: { note, ...input }, viewer, context }) =>
    new RejectActions({ challengeId, ...input }, viewer, context, note),
) {}
