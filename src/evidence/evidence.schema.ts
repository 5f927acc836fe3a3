import { z } from 'zod';
import { localised } from '../events/values.js';
import { namedSchema } from '../http/openapi/api-response-schema.js';

/** Made by the client, in small letters: it is a name of a file too. */
export const evidenceId = z.uuid().regex(/^[^A-Z]+$/);

export const evidenceFile = namedSchema(
  'EvidenceFile',
  z.object({
    id: z.string(),
    state: z
      .enum(['uploading', 'checking', 'ready', 'refused'])
      .describe('only a file that is ready can be named by an action; a refused one is deleted'),
    reason: z.string().nullable().describe('code of the refusal'),
    reasonText: localised(500).nullable().describe('the refusal in words, with a way out'),
    mediaType: z.string().nullable().describe('of the cleaned file; null until it is ready'),
    bytes: z.int().nullable(),
    width: z.int().nullable().describe('pixels; null for documents'),
    height: z.int().nullable(),
    expiresAt: z.iso.datetime().nullable().describe('when an upload that is not finished is deleted'),
    actionId: z.string().nullable().describe('the action that names it'),
  }),
);
