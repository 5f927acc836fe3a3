import { z } from 'zod';
import { day, kindCode } from '../../events/values.js';
import { CommandRoute } from '../../http/command-route.js';
import { reason } from '../../http/reason.js';
import { freeText } from '../../http/text-input.js';
import { writtenDecision } from '../actions.schema.js';
import { seenRevision } from '../request-fields.js';
import { ReclassifyAction } from './reclassify-action.js';

export class ReclassifyActionController extends CommandRoute(
  'POST api/actions/:id/reclassify',
  {
    allow: ['reviewer'],
    body: z.strictObject({
      kind: kindCode,
      doneOn: day,
      reason,
      note: freeText(2000).optional(),
      revision: seenRevision,
    }),
    response: writtenDecision,
  },
  ({ id, body: { note, ...input }, viewer, context }) =>
    new ReclassifyAction({ actionId: id, ...input }, viewer, context, note),
) {}
