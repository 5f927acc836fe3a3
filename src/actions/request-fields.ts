import { z } from 'zod';
import { evidenceId } from '../evidence/index.js';
import { attestation, claimed, day, id, kindCode } from '../events/values.js';
import { freeText } from '../http/text-input.js';

export const link = z
  .url({ protocol: /^https?$/, normalize: false })
  .max(2000)
  .refine((url) => url === url.normalize('NFC') && url.isWellFormed(), {
    message: 'the link must be NFC',
    params: { messageKey: 'FIELD_LINK' },
  });

/** The fields of a claim, as submitting and revising take them. */
export const claimFields = {
  kind: kindCode,
  doneFrom: day.optional(),
  doneOn: day,
  claimed: claimed.default({}),
  partners: z.array(id).max(50).default([]),
  links: z.array(link).max(50).default([]),
  files: z
    .array(evidenceId)
    .max(10)
    .refine((ids) => new Set(ids).size === ids.length)
    .default([])
    .describe('ids of uploads that are ready'),
  attestation: attestation
    .optional()
    .describe('about minors on the files: there are none, or their parents agreed in writing; needed with files'),
  place: freeText(500).optional(),
  description: freeText(4000).optional(),
};

/** In the body of a decision: the `revision` of the action as the reviewer saw it. */
export const seenRevision = z
  .int()
  .min(0)
  .optional()
  .describe('The revision of the action the decision is made on; refused with ACTION_CHANGED when it has moved on');
