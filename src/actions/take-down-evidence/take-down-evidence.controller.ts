import { z } from 'zod';
import { reasonCode, uuid } from '../../events/values.js';
import { CommandRoute } from '../../http/command-route.js';
import { writtenAction } from '../actions.schema.js';
import { TakeDownEvidence } from './take-down-evidence.js';

export class TakeDownEvidenceController extends CommandRoute(
  'POST api/actions/:id/evidence/:evidenceId/take-down',
  {
    allow: ['coordinator', 'reviewer', 'organiser'],
    body: z.strictObject({ reason: reasonCode }),
    params: { evidenceId: uuid },
    response: writtenAction,
  },
  ({ id, evidenceId, body, viewer, context }) =>
    new TakeDownEvidence({ actionId: id, evidenceId, ...body }, viewer, context),
) {}
