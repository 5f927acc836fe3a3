import { z } from 'zod';
import { evidenceId } from '../evidence/index.js';
import { attestation } from '../events/values.js';
import { claimWords, link } from './claim-fields.contract.js';

export { link };

const { place, description, ...facts } = claimWords;

/** The fields of a claim, as submitting and revising take them. */
export const claimFields = {
  ...facts,
  files: z
    .array(evidenceId)
    .max(10)
    .refine((ids) => new Set(ids).size === ids.length)
    .default([])
    .describe('ids of uploads that are ready'),
  attestation: attestation
    .optional()
    .describe('about minors on the files: there are none, or their parents agreed in writing; needed with files'),
  place,
  description,
};

/** In the body of a decision: the `revision` of the action as the reviewer saw it. */
export const seenRevision = z
  .int()
  .min(0)
  .optional()
  .describe('The revision of the action the decision is made on; refused with ACTION_CHANGED when it has moved on');
