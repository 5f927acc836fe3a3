import { z } from 'zod';
import { id } from '../../events/values.js';
import { board } from '../questions.js';

export {
  standings as snapshotSchema,
  standingsAlive as aliveSchema,
  standingsChanged as changedSchema,
  standingsRow as rowSchema,
} from '../standings.schema.js';

export const watchSchema = z
  .strictObject({ challengeId: id, board })
  .describe('Ask for a board and for everything that changes it.');
export const problemSchema = z
  .object({
    error: z
      .object({
        type: z.string(),
        title: z.string(),
        status: z.int(),
        code: z.string(),
        formerCode: z.string().optional(),
      })
      .describe('RFC 9457; code is stable, title is for people'),
  })
  .describe('The acknowledgement when the board cannot be watched.');

export type WatchRequest = z.infer<typeof watchSchema>;
