import { z } from 'zod';
import { namedSchema } from '../http/openapi/api-response-schema.js';

export const erasureResult = namedSchema(
  'Erasure',
  z.object({
    position: z.string().nullable().describe('null = nothing new was written to the history'),
    dryRun: z.boolean(),
    people: z.int().describe('persons whose data was erased, or would be'),
    texts: z.int().describe('texts that were erased, or would be'),
    responses: z.int().describe('responses stored under an Idempotency-Key that were forgotten, or would be'),
    items: z
      .array(z.object({ id: z.uuid(), kind: z.string(), stream: z.string(), storedAt: z.iso.datetime() }))
      .describe('the texts, at most 1,000'),
  }),
);
