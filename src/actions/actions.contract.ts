/**
 * Actions in REST, for colleges and reviewers. The schemas are the one source; these are types only: the
 * browser code reads this file too.
 */
import type { z } from 'zod';
import type * as schema from './actions.schema.js';

/** An item of `GET /api/actions`. */
export type ActionDetails = z.infer<typeof schema.actionDetails>;
export type ActionStep = ActionDetails['journal'][number];
export type ActionFilter = z.infer<z.ZodObject<typeof schema.actionFilter>>;
export type ActionSummaries = z.infer<typeof schema.actionSummaries>;
export type ActionSummary = ActionSummaries['items'][number];
export type ActionList = z.infer<typeof schema.actionList>;
