/** Objections in REST, inferred from the schemas. Types only: browser code reads this file too. */
import type { z } from 'zod';
import type * as schema from './objections.schema.js';

export type ObjectionDetails = z.infer<typeof schema.objectionDetails>;
export type ObjectionFilter = z.infer<z.ZodObject<typeof schema.objectionFilter>>;
export type ObjectionList = z.infer<typeof schema.objectionList>;
