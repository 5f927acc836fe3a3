import { z } from 'zod';
import { attestation } from '../../events/values.js';
import { evidenceId } from '../../evidence/index.js';
import { CommandRoute } from '../../http/command-route.js';
import { writtenEvidence } from '../actions.schema.js';
import { link } from '../request-fields.js';
import { AttachEvidence } from './attach-evidence.js';

/** A link, or a file with its attestation. */
const body = z
  .strictObject({ url: link.optional(), file: evidenceId.optional(), attestation: attestation.optional() })
  .refine(({ url, file }) => (url === undefined) !== (file === undefined), { path: ['url'] });

export class AttachEvidenceController extends CommandRoute(
  'POST api/actions/:id/evidence',
  { allow: ['coordinator', 'organiser'], body, response: writtenEvidence },
  ({ id, body: { url, file, ...attested }, viewer, context }) =>
    new AttachEvidence(
      { actionId: id, evidence: url === undefined ? { file: file!, ...attested } : { url } },
      viewer,
      context,
    ),
) {}
