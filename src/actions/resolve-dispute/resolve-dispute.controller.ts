import { z } from 'zod';
import { verified } from '../../events/values.js';
import { CommandRoute } from '../../http/command-route.js';
import { reason } from '../../http/reason.js';
import { freeText } from '../../http/text-input.js';
import { writtenDecision } from '../actions.schema.js';
import { seenRevision } from '../request-fields.js';
import { ResolveDispute } from './resolve-dispute.js';

const body = z.strictObject({
  outcome: z.enum(['upheld', 'approved', 'rejected']),
  verified: verified.optional(),
  reason,
  note: freeText(2000).optional(),
  revision: seenRevision,
});

export class ResolveDisputeController extends CommandRoute(
  'POST api/actions/:id/resolve',
  { allow: ['reviewer', 'organiser'], body, response: writtenDecision },
  ({ id, body: { note, ...input }, viewer, context }) =>
    new ResolveDispute({ actionId: id, ...input }, viewer, context, note),
) {}
