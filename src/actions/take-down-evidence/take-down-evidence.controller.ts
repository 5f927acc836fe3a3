import { z } from 'zod';
import { uuid } from '../../events/values.js';
import { CommandRoute } from '../../http/command-route.js';
import { reason } from '../../http/reason.js';
import { writtenAction } from '../actions.schema.js';
import { TakeDownEvidence } from './take-down-evidence.js';

export class TakeDownEvidenceController extends CommandRoute(
  'POST api/actions/:id/evidence/:evidenceId/take-down',
  {
    allow: ['coordinator', 'reviewer', 'organiser'],
    body: z.strictObject({ reason }),
    params: { evidenceId: uuid },
    response: writtenAction,
  },
  ({ id, evidenceId, body, viewer, context }) =>
    new TakeDownEvidence({ actionId: id, evidenceId, ...body }, viewer, context),
) {}
