import { z } from 'zod';
import { CommandRoute } from '../../http/command-route.js';
import { reason } from '../../http/reason.js';
import { freeText } from '../../http/text-input.js';
import { writtenAction } from '../actions.schema.js';
import { seenRevision } from '../request-fields.js';
import { RejectAction } from './reject-action.js';

const body = z.strictObject({ reason, note: freeText(2000).optional(), revision: seenRevision });

export class RejectActionController extends CommandRoute(
  'POST api/actions/:id/reject',
  { allow: ['reviewer', 'organiser'], body, response: writtenAction },
  ({ id, body: { note, ...input }, viewer, context }) =>
    new RejectAction({ actionId: id, ...input }, viewer, context, note),
) {}
