import { z } from 'zod';
import { CommandRoute } from '../../http/command-route.js';
import { writtenEvidence } from '../actions.schema.js';
import { link } from '../request-fields.js';
import { AttachEvidence } from './attach-evidence.js';

export class AttachEvidenceController extends CommandRoute(
  'POST api/actions/:id/evidence',
  { allow: ['coordinator', 'organiser'], body: z.strictObject({ url: link }), response: writtenEvidence },
  ({ id, body, viewer, context }) => new AttachEvidence({ actionId: id, evidence: body }, viewer, context),
) {}
