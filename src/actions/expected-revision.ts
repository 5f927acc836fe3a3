import { z } from 'zod';

/** In the body of a decision: the `revision` of the action as the reviewer saw it. */
export const seenRevision = z
  .int()
  .min(0)
  .optional()
  .describe('The revision of the action the decision is made on; refused with ACTION_CHANGED when it has moved on');
