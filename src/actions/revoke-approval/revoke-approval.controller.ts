import { z } from 'zod';
import { CommandRoute } from '../../http/command-route.js';
import { reason } from '../../http/reason.js';
import { freeText } from '../../http/text-input.js';
import { writtenDecision } from '../actions.schema.js';
import { RevokeApproval } from './revoke-approval.js';

export class RevokeApprovalController extends CommandRoute(
  'POST api/actions/:id/revoke',
  {
    allow: ['reviewer'],
    body: z.strictObject({ reason, note: freeText(2000).optional() }),
    response: writtenDecision,
  },
  ({ id, body: { note, ...input }, viewer, context }) =>
    new RevokeApproval({ actionId: id, ...input }, viewer, context, note),
) {}
