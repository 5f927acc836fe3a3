/** Challenges in REST, inferred from the schemas. Types only: browser code reads this file too. */
import type { z } from 'zod';
import type * as schema from './challenges.schema.js';
import type * as rulebooks from './rulebooks.schema.js';

export type ChallengeList = z.infer<typeof schema.challengeList>;
export type ChallengeFilter = z.infer<z.ZodObject<typeof schema.challengeFilter>>;
export type AdjustmentList = z.infer<typeof schema.adjustmentList>;
export type FinalList = z.infer<typeof schema.finalList>;
export type RulebookList = z.infer<typeof rulebooks.rulebookList>;
export type ChallengeDetails = z.infer<typeof schema.challengeDetails>;
export type ChangedRules = z.infer<typeof rulebooks.withdrawnRulebook>;
