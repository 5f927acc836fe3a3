import { z } from 'zod';
import { namedSchema, pageOf } from '../http/openapi/api-response-schema.js';

export const auditPage = namedSchema(
  'AuditPage',
  pageOf(
    z.object({
      eventId: z.string(),
      type: z.string(),
      stream: z.string(),
      revision: z.int().min(0),
      actor: z.string().describe('account id, or system'),
      at: z.iso.datetime(),
      position: z.string(),
      correlationId: z.string(),
    }),
  ),
);
