import { z } from 'zod';
import { verified } from '../../events/values.js';
import { CommandRoute } from '../../http/command-route.js';
import { writtenApproval } from '../actions.schema.js';
import { seenRevision } from '../request-fields.js';
import { ApproveAction } from './approve-action.js';

export class ApproveActionController extends CommandRoute(
  'POST api/actions/:id/approve',
  {
    allow: ['reviewer', 'organiser'],
    body: z.strictObject({ verified, revision: seenRevision }),
    response: writtenApproval,
  },
  ({ id, body, viewer, context }) => new ApproveAction({ actionId: id, ...body }, viewer, context),
) {}
