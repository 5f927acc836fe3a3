/** Responses about colleges. The schemas are the one source; these are types only: the browser code reads this file too. */
import type { z } from 'zod';
import type * as schema from './colleges.schema.js';

export type CollegeFilter = z.infer<z.ZodObject<typeof schema.collegeFilter>>;
export type CollegeList = z.infer<typeof schema.collegeList>;
export type CollegeDetails = z.infer<typeof schema.collegeDetails>;
export type CollegeJournal = z.infer<typeof schema.collegeJournal>;
