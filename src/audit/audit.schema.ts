import { z } from 'zod';
import { passwordReset } from '../accounts/index.js';
import { eventSchemas, type EventType } from '../events/schemas.js';
import { localised } from '../events/values.js';
import { paging } from '../http/paging.js';
import { namedSchema, pageOf } from '../http/openapi/api-response-schema.js';

const name = z.string().min(1).max(200).optional();

/** Filters of `GET /api/audit`. */
export const auditFilter = {
  stream: name,
  actor: name,
  type: z.enum(Object.keys(eventSchemas) as EventType[]).optional(),
  correlationId: name,
  afterReset: z.literal('true').optional(),
  ...paging(50, 200),
};

export const auditPage = namedSchema(
  'AuditPage',
  pageOf(
    z.object({
      eventId: z.string(),
      type: z.string(),
      words: localised().describe('the event in words'),
      stream: z.string(),
      revision: z.int().min(0),
      actor: z.string().describe('account id, or system'),
      at: z.iso.datetime(),
      position: z.string(),
      correlationId: z.string(),
      afterReset: passwordReset
        .nullable()
        .describe('the newest reset of the password of the actor by somebody else before the event; null = none'),
    }),
  ),
);
